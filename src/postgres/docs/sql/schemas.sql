-- Every schema but the server's own, and its comment, unless that is the one of every new database.
-- path: users
-- -> name text, comment text (or null)
SELECT
    n.nspname::pg_catalog.text AS name,
    CASE
        WHEN n.nspname OPERATOR(pg_catalog.=) 'public' THEN CASE
            WHEN pg_catalog.obj_description(n.oid, 'pg_namespace') OPERATOR(pg_catalog.<>) 'standard public schema'
            THEN pg_catalog.obj_description(n.oid, 'pg_namespace')
        END
        ELSE pg_catalog.obj_description(n.oid, 'pg_namespace')
    END::pg_catalog.text AS comment
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'
ORDER BY n.nspname COLLATE pg_catalog."C"
