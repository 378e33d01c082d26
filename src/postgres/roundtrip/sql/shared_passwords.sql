-- The passwords of roles, as their hashes. For a superuser.
-- Without parameters.
-- -> kind text, name text, state text
SELECT
    'password'::pg_catalog.text AS kind,
    a.rolname::pg_catalog.text AS name,
    coalesce(pg_catalog.md5(a.rolpassword), '') AS state
FROM pg_catalog.pg_authid AS a
