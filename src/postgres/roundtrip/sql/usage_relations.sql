-- Every table and partition: its file (another one afterwards means that it was rewritten), how large it is, and
-- how many rows sequential scans read of it.
-- $1 text[]: the schemas that may hold our own tables, $2 text[]: what those are called
-- -> oid oid, name text, quoted text, root text, file oid, bytes int8, has_rows bool, is_default bool, scanned int8
SELECT
    c.oid::pg_catalog.oid AS oid,
    (n.nspname || '.' || c.relname)::pg_catalog.text AS name,
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS quoted,
    COALESCE(
        (
            SELECT rn.nspname || '.' || r.relname FROM pg_catalog.pg_class AS r
            JOIN pg_catalog.pg_namespace AS rn ON rn.oid = r.relnamespace
            WHERE c.relispartition AND r.oid = pg_catalog.pg_partition_root(c.oid)
        ),
        n.nspname || '.' || c.relname
    )::pg_catalog.text AS root,
    c.relfilenode::pg_catalog.oid AS file,
    COALESCE(pg_catalog.pg_relation_size(c.oid), 0)::pg_catalog.int8 AS bytes,
    (c.relkind = 'r')::pg_catalog.bool AS has_rows,
    (pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' IS TRUE)::pg_catalog.bool AS is_default,
    pg_catalog.pg_stat_get_tuples_returned(c.oid)::pg_catalog.int8 AS scanned
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm', 'p') AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'migrate_keep')
    AND NOT (n.nspname = ANY ($1) AND c.relname = ANY ($2))
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
