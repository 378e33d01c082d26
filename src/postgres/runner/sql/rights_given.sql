-- Who else than the owner has rights on tables that the current transaction made.
-- $1 text: their schema, $2 text[]: their names
-- -> relation text (quoted, with its schema), grantee text (as REVOKE takes it)
SELECT
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS relation,
    COALESCE(pg_catalog.quote_ident(r.rolname), 'PUBLIC')::pg_catalog.text AS grantee
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS x
LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = x.grantee
WHERE n.nspname = $1 AND c.relname::pg_catalog.text = ANY($2)
    AND x.grantee <> c.relowner
    AND c.xmin = pg_catalog.pg_current_xact_id()::pg_catalog.xid
GROUP BY 1, 2
