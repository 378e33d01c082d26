-- The tables whose comment may hold the mark of a retired partition.
-- -> oid oid, schema text, name text, definition text (who last wrote its row in pg_class), major int4, comment text,
--    is_attached bool, row_security bool (forced), has_rights bool,
--    rows int8 (NULL: not known), bytes int8
SELECT
    c.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    c.xmin::pg_catalog.text AS definition,
    (pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000)::pg_catalog.int4 AS major,
    d.description::pg_catalog.text AS comment,
    c.relispartition::pg_catalog.bool AS is_attached,
    (c.relrowsecurity AND c.relforcerowsecurity)::pg_catalog.bool AS row_security,
    (
        EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) AS r WHERE r.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
    )::pg_catalog.bool AS has_rights,
    NULLIF(c.reltuples, -1)::pg_catalog.int8 AS rows,
    pg_catalog.pg_total_relation_size(c.oid)::pg_catalog.int8 AS bytes
FROM pg_catalog.pg_description AS d
JOIN pg_catalog.pg_class AS c ON c.oid = d.objoid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objsubid = 0 AND c.relkind = 'r'
    AND d.description LIKE '%migrate:retired {%'
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
