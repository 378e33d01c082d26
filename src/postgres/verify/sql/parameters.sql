-- Settings that only a superuser makes, and that the application's role may make.
-- $1 oid: the application's role, 0 where there is none  -> name text, privilege text
SELECT p.parname::pg_catalog.text AS name, x.privilege_type::pg_catalog.text AS privilege
FROM pg_catalog.pg_parameter_acl AS p
CROSS JOIN LATERAL pg_catalog.aclexplode(p.paracl) AS x
JOIN pg_catalog.pg_roles AS a ON a.oid = $1
WHERE x.grantee = 0 OR pg_catalog.pg_has_role(a.oid, x.grantee, 'MEMBER')
GROUP BY p.parname, x.privilege_type
ORDER BY name, privilege
