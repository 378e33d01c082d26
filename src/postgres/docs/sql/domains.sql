-- The domains of some schemas, but for what belongs to an extension.
-- path: users
-- $1 text[]: the schemas
-- -> schema text, name text, base text, not_null bool, default_expression text (or null),
--    checks text[], comment text (or null)
SELECT
    n.nspname::pg_catalog.text AS schema,
    t.typname::pg_catalog.text AS name,
    pg_catalog.format_type(t.typbasetype, t.typtypmod)::pg_catalog.text AS base,
    t.typnotnull::pg_catalog.bool AS not_null,
    pg_catalog.pg_get_expr(t.typdefaultbin, 0)::pg_catalog.text AS default_expression,
    ARRAY(
        SELECT COALESCE(pg_catalog.pg_get_constraintdef(k.oid, true), '')
        FROM pg_catalog.pg_constraint AS k
        WHERE k.contypid OPERATOR(pg_catalog.=) t.oid AND k.contype OPERATOR(pg_catalog.=) 'c'
        ORDER BY k.conname COLLATE pg_catalog."C"
    )::pg_catalog.text[] AS checks,
    pg_catalog.obj_description(t.oid, 'pg_type')::pg_catalog.text AS comment
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) t.typnamespace
WHERE n.nspname OPERATOR(pg_catalog.=) ANY ($1)
    AND t.typtype OPERATOR(pg_catalog.=) 'd'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) t.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C", t.typname COLLATE pg_catalog."C"
