-- Who may set which parameter, since PostgreSQL 15.
-- Without parameters.
-- -> kind text, name text, state text
SELECT 'parameter'::pg_catalog.text AS kind, p.parname AS name, p.paracl::pg_catalog.text AS state
FROM pg_catalog.pg_parameter_acl AS p
