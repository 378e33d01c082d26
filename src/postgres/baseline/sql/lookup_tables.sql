-- The tables of a name whose rows are dumped: the table itself, and of one with partitions every partition that has rows.
-- $1 text: schema, $2 text: name
-- -> schema text, name text
SELECT
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid IN (
    SELECT t.oid FROM pg_catalog.pg_class AS t
    JOIN pg_catalog.pg_namespace AS s ON s.oid = t.relnamespace
    WHERE s.nspname = $1 AND t.relname = $2 AND t.relkind = 'r'
    UNION ALL
    SELECT p.relid FROM pg_catalog.pg_class AS t
    JOIN pg_catalog.pg_namespace AS s ON s.oid = t.relnamespace
    CROSS JOIN LATERAL pg_catalog.pg_partition_tree(t.oid) AS p
    WHERE s.nspname = $1 AND t.relname = $2 AND t.relkind = 'p' AND p.isleaf
)
ORDER BY n.nspname, c.relname
