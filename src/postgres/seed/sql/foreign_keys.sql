-- The foreign keys of some tables.
-- $1 oid[]: the tables  -> relation oid, name text, columns text[], target oid, target_columns text[]
SELECT
    k.conrelid::oid AS relation,
    k.conname::text AS name,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
        ORDER BY u.position
    )::text[] AS columns,
    k.confrelid::oid AS target,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(k.confkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.attnum
        ORDER BY u.position
    )::text[] AS target_columns
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid = ANY ($1)
    AND k.contype = 'f'
    -- Behind a foreign key to a partitioned table stands one more for each partition.
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS p WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid
    )
ORDER BY k.conrelid, k.conname COLLATE "C"
