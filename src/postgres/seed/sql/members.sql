-- Some tables, and all that is below them.
-- $1 oid[]: the tables  -> oid oid, name text (qualified, quoted), is_asked bool
SELECT DISTINCT ON (n.nspname, c.relname)
    c.oid::pg_catalog.oid AS oid,
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS name,
    (c.oid = ANY ($1))::pg_catalog.bool AS is_asked
FROM pg_catalog.unnest($1) AS t (oid)
CROSS JOIN LATERAL (
    SELECT t.oid AS oid
    UNION
    SELECT p.relid::pg_catalog.oid FROM pg_catalog.pg_partition_tree(t.oid::pg_catalog.regclass) AS p
) AS m
JOIN pg_catalog.pg_class AS c ON c.oid = m.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
ORDER BY n.nspname, c.relname
