-- Roles of the server, and extensions of the database with their schemas, which scripts may stand on.
-- -> kind text (role, extension), name text, schema text
SELECT
    'role'::pg_catalog.text AS kind,
    r.rolname::pg_catalog.text AS name,
    NULL::pg_catalog.text AS schema
FROM pg_catalog.pg_roles AS r
WHERE r.rolname !~ '^pg_'
UNION ALL
SELECT
    'extension',
    e.extname::pg_catalog.text,
    n.nspname::pg_catalog.text
FROM pg_catalog.pg_extension AS e
INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace
WHERE e.extname <> 'plpgsql'
ORDER BY 1, 2
