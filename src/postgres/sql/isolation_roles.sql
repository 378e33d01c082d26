-- Every role, and what the application's role is to it.
-- $1 text: the application's role  -> oid oid, name text, superuser bool, bypasses bool, replication bool,
--    is_app bool, may_become bool, inherits bool
SELECT
    r.oid::oid AS oid,
    r.rolname::text AS name,
    r.rolsuper::bool AS superuser,
    r.rolbypassrls::bool AS bypasses,
    r.rolreplication::bool AS replication,
    (r.oid = a.oid) IS TRUE AS is_app,
    COALESCE(pg_has_role(a.oid, r.oid, 'MEMBER'), false)::bool AS may_become,
    COALESCE(pg_has_role(a.oid, r.oid, 'USAGE'), false)::bool AS inherits
FROM pg_catalog.pg_roles AS r
LEFT JOIN pg_catalog.pg_roles AS a ON a.rolname = $1
ORDER BY r.rolname COLLATE "C"
