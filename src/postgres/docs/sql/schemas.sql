-- Every schema but the server's own, and its comment, unless that is the one of every new database.
-- -> name text, comment text (or null)
SELECT
    n.nspname::pg_catalog.text AS name,
    CASE
        WHEN n.nspname = 'public' THEN NULLIF(pg_catalog.obj_description(n.oid, 'pg_namespace'), 'standard public schema')
        ELSE pg_catalog.obj_description(n.oid, 'pg_namespace')
    END::pg_catalog.text AS comment
FROM pg_catalog.pg_namespace AS n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname COLLATE pg_catalog."C"
