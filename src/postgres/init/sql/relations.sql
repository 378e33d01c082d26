-- How many relations there are that neither the system, nor an extension, nor this program made.
-- $1 text[]: what our own tables are called
-- -> relations int8
SELECT pg_catalog.count(*)::pg_catalog.int8 AS relations
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND c.relname::pg_catalog.text <> ALL ($1)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i', 'a')
    )
