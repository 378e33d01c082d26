-- Which tables TRUNCATE takes, and leaves as they were: no other table refers to them, and they have no index that
-- is not valid, which it would make valid.
-- $1 oid[]: tables and partitions  -> oid oid
SELECT c.oid::pg_catalog.oid AS oid
FROM pg_catalog.pg_class AS c
WHERE c.oid = ANY ($1)
    AND c.relkind = 'r'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k
        WHERE k.contype = 'f' AND k.confrelid = c.oid AND k.conrelid <> c.oid
    )
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_index AS i
        WHERE i.indrelid = c.oid AND NOT (i.indisvalid AND i.indisready AND i.indislive)
    )
ORDER BY c.oid
