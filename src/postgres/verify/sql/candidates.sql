-- Roles that may be the application's: neither superusers nor exempt from policies. To how many tables and views each was
-- given rights on rows itself, and how many it owns.
-- -> role oid, name text, granted int8, owned int8
WITH relations AS (
    SELECT c.oid, c.relowner AS owner, c.relacl AS acl
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
),
granted AS (
    SELECT x.grantee, r.oid AS relation
    FROM relations AS r CROSS JOIN LATERAL pg_catalog.aclexplode(r.acl) AS x
    WHERE x.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
    UNION
    SELECT x.grantee, r.oid
    FROM relations AS r
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid
    CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) AS x
)
SELECT
    r.oid::pg_catalog.oid AS role,
    r.rolname::pg_catalog.text AS name,
    (SELECT pg_catalog.count(*) FROM granted AS g WHERE g.grantee = r.oid)::pg_catalog.int8 AS granted,
    (SELECT pg_catalog.count(*) FROM relations AS o WHERE o.owner = r.oid)::pg_catalog.int8 AS owned
FROM pg_catalog.pg_roles AS r
WHERE NOT r.rolsuper AND NOT r.rolbypassrls AND r.rolname !~ '^pg_'
ORDER BY r.rolname COLLATE pg_catalog."C"
