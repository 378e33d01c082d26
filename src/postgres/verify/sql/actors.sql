-- Roles and the roles whose rights they have.
-- $1 oid[]: the roles  -> role oid, has oid[]
SELECT a.oid::pg_catalog.oid AS role, pg_catalog.array_agg(r.oid ORDER BY r.oid)::pg_catalog.oid[] AS has
FROM pg_catalog.pg_roles AS a
JOIN pg_catalog.pg_roles AS r ON pg_catalog.pg_has_role(a.oid, r.oid, 'USAGE')
WHERE a.oid = ANY ($1)
GROUP BY a.oid
ORDER BY a.oid
