-- Rights on the system's own tables and functions that initdb did not give. What is kept of it is of the catalog alone: the
-- views of the information schema are shown to everybody, by its standard.
-- $1 oid: the application's role, 0 where there is none  -> name text, statement text (ON ..), privilege text, grantee text
WITH objects (class, object, sub, name, statement, acl, usual) AS (
    SELECT c.tableoid, c.oid, 0, c.oid::pg_catalog.regclass::pg_catalog.text, 'TABLE ' || c.oid::pg_catalog.regclass::pg_catalog.text,
        c.relacl, pg_catalog.acldefault('r', c.relowner)
    FROM pg_catalog.pg_class AS c
    WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.oid < 16384 AND c.relacl IS NOT NULL
    UNION ALL
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass, t.attrelid, t.attnum, t.attrelid::pg_catalog.regclass::pg_catalog.text || '.' || t.attname,
        'TABLE ' || t.attrelid::pg_catalog.regclass::pg_catalog.text, t.attacl, '{}'
    FROM pg_catalog.pg_attribute AS t
    JOIN pg_catalog.pg_class AS c ON c.oid = t.attrelid
    WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND t.attrelid < 16384 AND t.attacl IS NOT NULL
    UNION ALL
    SELECT p.tableoid, p.oid, 0, p.oid::pg_catalog.regprocedure::pg_catalog.text, 'FUNCTION ' || p.oid::pg_catalog.regprocedure::pg_catalog.text,
        p.proacl, pg_catalog.acldefault('f', p.proowner)
    FROM pg_catalog.pg_proc AS p
    WHERE p.pronamespace = 'pg_catalog'::pg_catalog.regnamespace AND p.oid < 16384 AND p.proacl IS NOT NULL
)
SELECT
    o.name::pg_catalog.text AS name,
    o.statement::pg_catalog.text AS statement,
    x.privilege_type::pg_catalog.text AS privilege,
    CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END AS grantee
FROM objects AS o
CROSS JOIN LATERAL pg_catalog.aclexplode(o.acl) AS x
LEFT JOIN pg_catalog.pg_init_privs AS i ON i.classoid = o.class AND i.objoid = o.object AND i.objsubid = o.sub
LEFT JOIN pg_catalog.pg_roles AS a ON a.oid = $1
WHERE (x.grantee = 0 OR (a.oid IS NOT NULL AND pg_catalog.pg_has_role(a.oid, x.grantee, 'MEMBER')))
    AND NOT EXISTS (
        SELECT FROM pg_catalog.aclexplode(COALESCE(i.initprivs, o.usual)) AS y
        WHERE y.grantee = x.grantee AND y.privilege_type = x.privilege_type
    )
ORDER BY name, privilege, grantee
