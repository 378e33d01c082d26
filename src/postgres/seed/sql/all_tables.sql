-- The tables that hold rows of their own and belong to nobody but the users: no partitions, none of the server's, of an
-- extension or of ours; and how many rows the server thinks that each has.
-- $1 text[]: names of our own
-- -> oid oid, schema text, name text, rows int8 (0: it does not know)
SELECT
    c.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    GREATEST(
        c.reltuples,
        (
            SELECT pg_catalog.sum(GREATEST(l.reltuples, 0))
            FROM pg_catalog.pg_partition_tree(c.oid) AS p
            JOIN pg_catalog.pg_class AS l ON l.oid = p.relid AND l.relkind = 'r'
        ),
        0
    )::pg_catalog.int8 AS rows
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p')
    AND c.relpersistence <> 't'
    AND NOT c.relispartition
    AND n.nspname <> 'information_schema'
    AND n.nspname NOT LIKE 'pg\_%'
    AND c.relname <> ALL ($1)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
