-- What the role that migrates was given on what was there before its first migration could run: the schema `public`
-- and the database. What it owns from the beginning is not told.
-- $1 text: the role
-- -> kind text (`schema` or `database`), privilege text (null: it owns the schema), grantable bool
SELECT
    'schema'::pg_catalog.text AS kind,
    x.privilege_type::pg_catalog.text AS privilege,
    x.is_grantable::pg_catalog.bool AS grantable
FROM pg_catalog.pg_namespace AS n
CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) AS x
JOIN pg_catalog.pg_roles AS r ON r.oid = x.grantee AND r.oid <> n.nspowner
WHERE n.nspname = 'public' AND r.rolname = $1
UNION ALL
SELECT 'schema', NULL, false
FROM pg_catalog.pg_namespace AS n
JOIN pg_catalog.pg_roles AS r ON r.oid = n.nspowner
WHERE n.nspname = 'public' AND r.rolname = $1
UNION ALL
SELECT 'database', x.privilege_type, x.is_grantable
FROM pg_catalog.pg_database AS d
CROSS JOIN LATERAL pg_catalog.aclexplode(d.datacl) AS x
JOIN pg_catalog.pg_roles AS r ON r.oid = x.grantee AND r.oid <> d.datdba
WHERE d.datname = pg_catalog.current_database() AND r.rolname = $1
