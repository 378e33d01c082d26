-- The partitions of some tables that hold rows here.
-- $1 oid[]: the tables  -> relation oid, oid oid, schema text, name text, bound text, level int4 (1: below it)
SELECT
    t.oid::oid AS relation,
    c.oid::oid AS oid,
    n.nspname::text AS schema,
    c.relname::text AS name,
    COALESCE(pg_get_expr(c.relpartbound, c.oid), '')::text AS bound,
    p.level::int4 AS level
FROM unnest($1) AS t (oid)
CROSS JOIN LATERAL pg_partition_tree(t.oid::regclass) AS p
JOIN pg_catalog.pg_class AS c ON c.oid = p.relid AND c.relkind = 'r'
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE p.isleaf AND p.level > 0
ORDER BY t.oid, n.nspname COLLATE "C", c.relname COLLATE "C"
