-- The same of who may set which parameter, since PostgreSQL 15.
-- Without parameters.
-- -> stamp text
SELECT pg_catalog.string_agg(p::pg_catalog.text, '' ORDER BY p.oid) AS stamp
FROM pg_catalog.pg_parameter_acl AS p
