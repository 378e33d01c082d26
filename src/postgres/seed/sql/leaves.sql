-- The partitions of some tables that hold rows here.
-- $1 oid[]: the tables  -> relation oid, oid oid, schema text, name text, bound text, level int4 (1: below it)
SELECT
    t.oid::pg_catalog.oid AS relation,
    c.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    COALESCE(pg_catalog.pg_get_expr(c.relpartbound, c.oid), '')::pg_catalog.text AS bound,
    p.level::pg_catalog.int4 AS level
FROM pg_catalog.unnest($1) AS t (oid)
CROSS JOIN LATERAL pg_catalog.pg_partition_tree(t.oid::pg_catalog.regclass) AS p
JOIN pg_catalog.pg_class AS c ON c.oid = p.relid AND c.relkind = 'r'
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE p.isleaf AND p.level > 0
ORDER BY t.oid, n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
