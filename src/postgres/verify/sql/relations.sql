-- Tables, views and sequences that neither the system nor an extension made, tables with the tenant column or with
-- row-level security also if they belong to one, and what the application's role
-- may do with them.
-- path: users
-- $1 oid: the application's role, 0 where there is none; $2 text: the tenant column  -> oid oid, schema text,
--    name text, kind text, owner oid, is_partition bool, pending bool, parents oid[], row_security bool,
--    forced bool, invoker bool, retired bool, tenant_number int2, tenant_type text, tenant_not_null bool,
--    may_select bool, may_insert bool, may_update bool, may_delete bool, may_truncate bool, may_trigger bool,
--    may_reference bool, may_maintain bool
SELECT
    c.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    c.relkind::pg_catalog.text AS kind,
    c.relowner::pg_catalog.oid AS owner,
    c.relispartition::pg_catalog.bool AS is_partition,
    COALESCE(i.pending, false)::pg_catalog.bool AS pending,
    COALESCE(i.parents, '{}')::pg_catalog.oid[] AS parents,
    c.relrowsecurity::pg_catalog.bool AS row_security,
    c.relforcerowsecurity::pg_catalog.bool AS forced,
    COALESCE(
        (SELECT o.option_value::pg_catalog.bool FROM pg_catalog.pg_options_to_table(c.reloptions) AS o WHERE o.option_name OPERATOR(pg_catalog.=) 'security_invoker'),
        false
    )::pg_catalog.bool AS invoker,
    COALESCE(pg_catalog.obj_description(c.oid, 'pg_class') OPERATOR(pg_catalog.~~) '%migrate:retired {%', false)::pg_catalog.bool AS retired,
    t.attnum::pg_catalog.int2 AS tenant_number,
    pg_catalog.format_type(t.atttypid, t.atttypmod)::pg_catalog.text AS tenant_type,
    t.attnotnull::pg_catalog.bool AS tenant_not_null,
    COALESCE(
        CASE
            WHEN c.relkind OPERATOR(pg_catalog.=) 'S' THEN pg_catalog.has_sequence_privilege(a.oid, c.oid, 'SELECT')
            ELSE pg_catalog.has_any_column_privilege(a.oid, c.oid, 'SELECT')
        END,
        false
    )::pg_catalog.bool AS may_select,
    (c.relkind OPERATOR(pg_catalog.<>) 'S' AND COALESCE(pg_catalog.has_any_column_privilege(a.oid, c.oid, 'INSERT'), false))::pg_catalog.bool AS may_insert,
    (c.relkind OPERATOR(pg_catalog.<>) 'S' AND COALESCE(pg_catalog.has_any_column_privilege(a.oid, c.oid, 'UPDATE'), false))::pg_catalog.bool AS may_update,
    (c.relkind OPERATOR(pg_catalog.<>) 'S' AND COALESCE(pg_catalog.has_table_privilege(a.oid, c.oid, 'DELETE'), false))::pg_catalog.bool AS may_delete,
    (c.relkind OPERATOR(pg_catalog.<>) 'S' AND COALESCE(pg_catalog.has_table_privilege(a.oid, c.oid, 'TRUNCATE'), false))::pg_catalog.bool AS may_truncate,
    (c.relkind OPERATOR(pg_catalog.<>) 'S' AND COALESCE(pg_catalog.has_table_privilege(a.oid, c.oid, 'TRIGGER'), false))::pg_catalog.bool AS may_trigger,
    (c.relkind OPERATOR(pg_catalog.<>) 'S' AND COALESCE(pg_catalog.has_any_column_privilege(a.oid, c.oid, 'REFERENCES'), false))::pg_catalog.bool AS may_reference,
    -- Before 17 nobody is given it.
    CASE
        WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 OPERATOR(pg_catalog.<) 170000 OR c.relkind OPERATOR(pg_catalog.=) 'S' THEN false
        ELSE COALESCE(pg_catalog.has_table_privilege(a.oid, c.oid, 'MAINTAIN'), false)
    END::pg_catalog.bool AS may_maintain
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
LEFT JOIN pg_catalog.pg_roles AS a ON a.oid OPERATOR(pg_catalog.=) $1
LEFT JOIN pg_catalog.pg_attribute AS t ON t.attrelid OPERATOR(pg_catalog.=) c.oid AND t.attname OPERATOR(pg_catalog.=) $2 AND t.attnum OPERATOR(pg_catalog.>) 0 AND NOT t.attisdropped
LEFT JOIN (
    SELECT inhrelid, pg_catalog.array_agg(inhparent ORDER BY inhseqno) AS parents, pg_catalog.bool_or(inhdetachpending) AS pending
    FROM pg_catalog.pg_inherits GROUP BY inhrelid
) AS i ON i.inhrelid OPERATOR(pg_catalog.=) c.oid
WHERE c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,v,m,f,S}')
    AND n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'
    AND (t.attnum IS NOT NULL OR c.relrowsecurity OR NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) c.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    ))
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
