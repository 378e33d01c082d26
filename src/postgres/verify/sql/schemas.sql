-- Schemas that neither the system nor an extension made.
-- $1 oid: the application's role, 0 where there is none  -> oid oid, name text, may_use bool, may_create bool
SELECT
    n.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS name,
    COALESCE(pg_catalog.has_schema_privilege(a.oid, n.oid, 'USAGE'), false)::pg_catalog.bool AS may_use,
    COALESCE(pg_catalog.has_schema_privilege(a.oid, n.oid, 'CREATE'), false)::pg_catalog.bool AS may_create
FROM pg_catalog.pg_namespace AS n
LEFT JOIN pg_catalog.pg_roles AS a ON a.oid = $1
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND d.objid = n.oid AND d.deptype = 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C"
