-- Who but the owner has which rights on some tables and views, or on columns of them.
-- path: users
-- $1 oid[]: the relations
-- -> relation oid, role text (null: everybody), privilege text, grantable bool,
--    columns text[] (empty: the whole relation)
WITH granted AS (
    SELECT c.oid AS relation, x.grantee, x.privilege_type AS privilege,
        pg_catalog.bool_or(x.is_grantable) AS grantable, 0::pg_catalog.int2 AS attnum
    FROM pg_catalog.pg_class AS c
    CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS x
    WHERE c.oid OPERATOR(pg_catalog.=) ANY ($1) AND x.grantee OPERATOR(pg_catalog.<>) c.relowner
    GROUP BY c.oid, x.grantee, x.privilege_type
    UNION ALL
    SELECT c.oid, x.grantee, x.privilege_type, pg_catalog.bool_or(x.is_grantable), a.attnum
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) c.oid AND NOT a.attisdropped
    CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(a.attacl, pg_catalog.acldefault('c', c.relowner))) AS x
    WHERE c.oid OPERATOR(pg_catalog.=) ANY ($1) AND x.grantee OPERATOR(pg_catalog.<>) c.relowner
    GROUP BY c.oid, x.grantee, x.privilege_type, a.attnum
), named AS (
    SELECT g.relation, g.grantee, g.privilege, g.grantable, g.attnum OPERATOR(pg_catalog.=) 0 AS is_whole,
        CASE WHEN g.grantee OPERATOR(pg_catalog.<>) 0 THEN pg_catalog.pg_get_userbyid(g.grantee) END::pg_catalog.text AS role,
        pg_catalog.array_position(
            ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'],
            g.privilege
        ) AS place,
        COALESCE(pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY a.attnum) FILTER (WHERE g.attnum OPERATOR(pg_catalog.<>) 0), '{}') AS columns
    FROM granted AS g
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) g.relation AND a.attnum OPERATOR(pg_catalog.=) g.attnum
    GROUP BY g.relation, g.grantee, g.privilege, g.grantable, g.attnum OPERATOR(pg_catalog.=) 0
)
SELECT
    n.relation::pg_catalog.oid AS relation,
    n.role::pg_catalog.text AS role,
    n.privilege::pg_catalog.text AS privilege,
    n.grantable::pg_catalog.bool AS grantable,
    n.columns::pg_catalog.text[] AS columns
FROM named AS n
ORDER BY n.relation, n.role COLLATE pg_catalog."C" NULLS FIRST, n.is_whole DESC, n.place, n.privilege COLLATE pg_catalog."C",
    n.grantable
