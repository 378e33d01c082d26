-- The same of passwords. For a superuser.
-- Without parameters.
-- -> stamp text
SELECT pg_catalog.md5(pg_catalog.string_agg(a.oid::pg_catalog.text || ' ' || a.rolpassword, ',' ORDER BY a.oid)) AS stamp
FROM pg_catalog.pg_authid AS a
