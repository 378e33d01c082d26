-- Who beside the owner has rights on a table or on its columns, as REVOKE takes them.
-- $1 text: the table, quoted  -> grantee text
SELECT DISTINCT
    CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END::text AS grantee
FROM pg_catalog.pg_class AS c
CROSS JOIN LATERAL (
    SELECT r.grantee FROM aclexplode(c.relacl) AS r
    UNION ALL
    SELECT r.grantee
    FROM pg_catalog.pg_attribute AS t, aclexplode(t.attacl) AS r
    WHERE t.attrelid = c.oid
) AS a
WHERE c.oid = $1::regclass AND a.grantee <> c.relowner
ORDER BY grantee
