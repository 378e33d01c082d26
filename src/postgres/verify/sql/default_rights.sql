-- Rights on tables that will be made, and the right to create in schemas that will be.
-- $1 oid: the application's role, 0 where there is none  -> role text, schema text (NULL: every), reach bool,
--    of_schemas bool
SELECT
    pg_catalog.pg_get_userbyid(d.defaclrole)::pg_catalog.text AS role,
    n.nspname::pg_catalog.text AS schema,
    EXISTS (
        SELECT FROM pg_catalog.aclexplode(d.defaclacl) AS x
        LEFT JOIN pg_catalog.pg_roles AS a ON a.oid = $1
        WHERE (d.defaclobjtype = 'r' OR x.privilege_type = 'CREATE') AND (x.grantee = 0 OR (a.oid IS NOT NULL AND x.grantee <> d.defaclrole AND pg_catalog.pg_has_role(a.oid, x.grantee, 'USAGE')))
    )::pg_catalog.bool AS reach,
    (d.defaclobjtype = 'n')::pg_catalog.bool AS of_schemas
FROM pg_catalog.pg_default_acl AS d
LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = d.defaclnamespace
WHERE d.defaclobjtype IN ('r', 'n')
ORDER BY role, schema, of_schemas
