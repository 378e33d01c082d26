-- The views and materialized views of some schemas, but for what belongs to an extension.
-- path: users
-- $1 text[]: the schemas
-- -> relation oid, schema text, name text, is_materialized bool, security_invoker bool,
--    comment text (or null)
SELECT
    c.oid::pg_catalog.oid AS relation,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    (c.relkind OPERATOR(pg_catalog.=) 'm')::pg_catalog.bool AS is_materialized,
    EXISTS (
        SELECT FROM pg_catalog.pg_options_to_table(c.reloptions) AS o
        WHERE o.option_name OPERATOR(pg_catalog.=) 'security_invoker' AND o.option_value::pg_catalog.bool
    )::pg_catalog.bool AS security_invoker,
    pg_catalog.obj_description(c.oid, 'pg_class')::pg_catalog.text AS comment
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
WHERE n.nspname OPERATOR(pg_catalog.=) ANY ($1)
    AND c.relkind OPERATOR(pg_catalog.=) ANY ('{v,m}')
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) c.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
