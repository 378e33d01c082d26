-- Who but the owner has which rights on some tables and views, or on columns of them.
-- $1 oid[]: the relations
-- -> relation oid, role text (null: everybody), privilege text, grantable bool,
--    columns text[] (empty: the whole relation)
WITH granted AS (
    SELECT c.oid AS relation, x.grantee, x.privilege_type AS privilege,
        bool_or(x.is_grantable) AS grantable, 0::int2 AS attnum
    FROM pg_catalog.pg_class AS c
    CROSS JOIN LATERAL aclexplode(COALESCE(c.relacl, acldefault('r', c.relowner))) AS x
    WHERE c.oid = ANY ($1) AND x.grantee <> c.relowner
    GROUP BY c.oid, x.grantee, x.privilege_type
    UNION ALL
    SELECT c.oid, x.grantee, x.privilege_type, bool_or(x.is_grantable), a.attnum
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND NOT a.attisdropped
    CROSS JOIN LATERAL aclexplode(COALESCE(a.attacl, acldefault('c', c.relowner))) AS x
    WHERE c.oid = ANY ($1) AND x.grantee <> c.relowner
    GROUP BY c.oid, x.grantee, x.privilege_type, a.attnum
), named AS (
    SELECT g.relation, g.grantee, g.privilege, g.grantable, g.attnum = 0 AS is_whole,
        CASE WHEN g.grantee <> 0 THEN pg_get_userbyid(g.grantee) END::text AS role,
        array_position(
            ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN'],
            g.privilege
        ) AS place,
        COALESCE(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE g.attnum <> 0), '{}') AS columns
    FROM granted AS g
    LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = g.relation AND a.attnum = g.attnum
    GROUP BY g.relation, g.grantee, g.privilege, g.grantable, g.attnum = 0
)
SELECT
    n.relation::oid AS relation,
    n.role::text AS role,
    n.privilege::text AS privilege,
    n.grantable::bool AS grantable,
    n.columns::text[] AS columns
FROM named AS n
ORDER BY n.relation, n.role COLLATE "C" NULLS FIRST, n.is_whole DESC, n.place, n.privilege COLLATE "C",
    n.grantable
