-- The tables whose comment may hold the mark of a retired partition.
-- -> schema text, name text, comment text, is_attached bool, row_security bool (forced), has_rights bool,
--    rows int8 (NULL: not known), bytes int8
SELECT
    n.nspname::text AS schema,
    c.relname::text AS name,
    d.description::text AS comment,
    c.relispartition::bool AS is_attached,
    (c.relrowsecurity AND c.relforcerowsecurity)::bool AS row_security,
    (
        EXISTS (SELECT FROM aclexplode(c.relacl) AS r WHERE r.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
    )::bool AS has_rights,
    NULLIF(c.reltuples, -1)::int8 AS rows,
    pg_total_relation_size(c.oid)::int8 AS bytes
FROM pg_catalog.pg_description AS d
JOIN pg_catalog.pg_class AS c ON c.oid = d.objoid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0 AND c.relkind = 'r'
    AND d.description LIKE '%migrate:retired {%'
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
