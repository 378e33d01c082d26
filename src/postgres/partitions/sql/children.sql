-- The partitions of a table.
-- $1 oid: the table  -> schema text, name text, bound text, is_foreign bool, is_parent bool, detach_pending bool,
--                       row_security bool, forces_row_security bool, has_rights bool, rows int8 (NULL: not
--                       known), bytes int8
SELECT
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    COALESCE(pg_catalog.pg_get_expr(c.relpartbound, c.oid), '')::pg_catalog.text AS bound,
    (c.relkind = 'f')::pg_catalog.bool AS is_foreign,
    (c.relkind = 'p')::pg_catalog.bool AS is_parent,
    i.inhdetachpending::pg_catalog.bool AS detach_pending,
    c.relrowsecurity::pg_catalog.bool AS row_security,
    c.relforcerowsecurity::pg_catalog.bool AS forces_row_security,
    (
        EXISTS (SELECT FROM pg_catalog.aclexplode(c.relacl) AS r WHERE r.grantee <> c.relowner)
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
    )::pg_catalog.bool AS has_rights,
    NULLIF(c.reltuples, -1)::pg_catalog.int8 AS rows,
    CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_total_relation_size(c.oid) ELSE 0 END::pg_catalog.int8 AS bytes
FROM pg_catalog.pg_inherits AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.inhrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE i.inhparent = $1
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
