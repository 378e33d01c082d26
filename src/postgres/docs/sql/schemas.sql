-- Every schema but the server's own, and its comment, unless that is the one of every new database.
-- path: users
-- $1 text[]: names of tables that do not count
-- -> name text, comment text (or null), has_tables bool (of its own, not of an extension)
SELECT
    n.nspname::pg_catalog.text AS name,
    CASE
        WHEN n.nspname OPERATOR(pg_catalog.=) 'public' THEN CASE
            WHEN pg_catalog.obj_description(n.oid, 'pg_namespace') OPERATOR(pg_catalog.<>) 'standard public schema'
            THEN pg_catalog.obj_description(n.oid, 'pg_namespace')
        END
        ELSE pg_catalog.obj_description(n.oid, 'pg_namespace')
    END::pg_catalog.text AS comment,
    EXISTS (
        SELECT FROM pg_catalog.pg_class AS c
        WHERE c.relnamespace OPERATOR(pg_catalog.=) n.oid
            AND c.relname OPERATOR(pg_catalog.<>) ALL ($1)
            AND c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,f}')
            AND NOT c.relispartition
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_depend AS d
                WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) c.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
            )
    )::pg_catalog.bool AS has_tables
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'
ORDER BY n.nspname COLLATE pg_catalog."C"
