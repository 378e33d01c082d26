-- Tables, views and sequences that neither the system nor an extension made, and what the application's role
-- may do with them.
-- $1 oid: the application's role, 0 where there is none; $2 text: the tenant column  -> oid oid, schema text,
--    name text, kind text, owner oid, is_partition bool, pending bool, parents oid[], row_security bool,
--    forced bool, invoker bool, retired bool, tenant_number int2, tenant_type text, tenant_not_null bool,
--    may_select bool, may_insert bool, may_update bool, may_delete bool, may_truncate bool, may_trigger bool,
--    may_reference bool
SELECT
    c.oid::oid AS oid,
    n.nspname::text AS schema,
    c.relname::text AS name,
    c.relkind::text AS kind,
    c.relowner::oid AS owner,
    c.relispartition::bool AS is_partition,
    COALESCE(i.pending, false)::bool AS pending,
    COALESCE(i.parents, '{}')::oid[] AS parents,
    c.relrowsecurity::bool AS row_security,
    c.relforcerowsecurity::bool AS forced,
    COALESCE(
        (SELECT o.option_value::bool FROM pg_options_to_table(c.reloptions) AS o WHERE o.option_name = 'security_invoker'),
        false
    )::bool AS invoker,
    COALESCE(obj_description(c.oid, 'pg_class') LIKE '%migrate:retired {%', false)::bool AS retired,
    t.attnum::int2 AS tenant_number,
    format_type(t.atttypid, t.atttypmod)::text AS tenant_type,
    t.attnotnull::bool AS tenant_not_null,
    COALESCE(
        CASE
            WHEN c.relkind = 'S' THEN has_sequence_privilege(a.oid, c.oid, 'SELECT')
            ELSE has_any_column_privilege(a.oid, c.oid, 'SELECT')
        END,
        false
    )::bool AS may_select,
    (c.relkind <> 'S' AND COALESCE(has_any_column_privilege(a.oid, c.oid, 'INSERT'), false))::bool AS may_insert,
    (c.relkind <> 'S' AND COALESCE(has_any_column_privilege(a.oid, c.oid, 'UPDATE'), false))::bool AS may_update,
    (c.relkind <> 'S' AND COALESCE(has_table_privilege(a.oid, c.oid, 'DELETE'), false))::bool AS may_delete,
    (c.relkind <> 'S' AND COALESCE(has_table_privilege(a.oid, c.oid, 'TRUNCATE'), false))::bool AS may_truncate,
    (c.relkind <> 'S' AND COALESCE(has_table_privilege(a.oid, c.oid, 'TRIGGER'), false))::bool AS may_trigger,
    (c.relkind <> 'S' AND COALESCE(has_any_column_privilege(a.oid, c.oid, 'REFERENCES'), false))::bool AS may_reference
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_roles AS a ON a.oid = $1
LEFT JOIN pg_catalog.pg_attribute AS t ON t.attrelid = c.oid AND t.attname = $2 AND t.attnum > 0 AND NOT t.attisdropped
LEFT JOIN (
    SELECT inhrelid, array_agg(inhparent ORDER BY inhseqno) AS parents, bool_or(inhdetachpending) AS pending
    FROM pg_catalog.pg_inherits GROUP BY inhrelid
) AS i ON i.inhrelid = c.oid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
    )
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
