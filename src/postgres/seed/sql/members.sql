-- Some tables, and all that is below them.
-- $1 oid[]: the tables  -> oid oid, name text (qualified, quoted), is_asked bool
SELECT DISTINCT ON (n.nspname, c.relname)
    c.oid::oid AS oid,
    format('%I.%I', n.nspname, c.relname)::text AS name,
    (c.oid = ANY ($1))::bool AS is_asked
FROM unnest($1) AS t (oid)
CROSS JOIN LATERAL (
    SELECT t.oid AS oid
    UNION
    SELECT p.relid::oid FROM pg_partition_tree(t.oid::regclass) AS p
) AS m
JOIN pg_catalog.pg_class AS c ON c.oid = m.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
ORDER BY n.nspname, c.relname
