-- Who beside the owner has rights on a table or on its columns, as REVOKE takes them.
-- $1 text: the table, quoted  -> grantee text
SELECT DISTINCT
    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee)) END::pg_catalog.text AS grantee
FROM pg_catalog.pg_class AS c
CROSS JOIN LATERAL (
    SELECT r.grantee FROM pg_catalog.aclexplode(c.relacl) AS r
    UNION ALL
    SELECT r.grantee
    FROM pg_catalog.pg_attribute AS t, pg_catalog.aclexplode(t.attacl) AS r
    WHERE t.attrelid = c.oid
) AS a
WHERE c.oid = $1::pg_catalog.regclass AND a.grantee <> c.relowner
ORDER BY grantee
