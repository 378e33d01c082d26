-- The role that may read most of the tables with policies, and that these policies apply to.
-- -> role text; no row where nobody but owners may
SELECT r.rolname::pg_catalog.text AS role
FROM pg_catalog.pg_class AS c
CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS x
JOIN pg_catalog.pg_roles AS r ON r.oid = x.grantee
WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND NOT c.relispartition
    AND x.privilege_type = 'SELECT' AND x.grantee <> c.relowner
    AND NOT r.rolsuper AND NOT r.rolbypassrls
GROUP BY r.rolname
ORDER BY pg_catalog.count(*) DESC, r.rolname
LIMIT 1
