-- What has to be known about a table before it becomes a partition.
-- $1 text: the table, quoted, $2 oid: the partitioned table
-- -> owner text (as REVOKE takes it), others text[] (who beside it has rights, of columns, too; the same),
--    hides_keys bool (policies hide rows that the foreign keys refer to from the role)
SELECT
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(c.relowner))::pg_catalog.text AS owner,
    ARRAY(
        SELECT DISTINCT CASE a.grantee
            WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(a.grantee))
        END::pg_catalog.text
        FROM (
            SELECT r.grantee FROM pg_catalog.aclexplode(c.relacl) AS r
            UNION ALL
            SELECT r.grantee
            FROM pg_catalog.pg_attribute AS t, pg_catalog.aclexplode(t.attacl) AS r
            WHERE t.attrelid = c.oid
        ) AS a
        WHERE a.grantee <> c.relowner
        ORDER BY 1
    )::pg_catalog.text[] AS others,
    EXISTS (
        SELECT
        FROM pg_catalog.pg_constraint AS k
        WHERE k.contype = 'f' AND k.conrelid = $2 AND pg_catalog.row_security_active(k.confrelid)
    )::pg_catalog.bool AS hides_keys
FROM pg_catalog.pg_class AS c
WHERE c.oid = $1::pg_catalog.regclass
