-- The domains of some schemas, but for what belongs to an extension.
-- $1 text[]: the schemas
-- -> schema text, name text, base text, not_null bool, default_expression text (or null),
--    checks text[], comment text (or null)
SELECT
    n.nspname::text AS schema,
    t.typname::text AS name,
    format_type(t.typbasetype, t.typtypmod)::text AS base,
    t.typnotnull::bool AS not_null,
    pg_get_expr(t.typdefaultbin, 0)::text AS default_expression,
    ARRAY(
        SELECT COALESCE(pg_get_constraintdef(k.oid, true), '')
        FROM pg_catalog.pg_constraint AS k
        WHERE k.contypid = t.oid AND k.contype = 'c'
        ORDER BY k.conname COLLATE "C"
    )::text[] AS checks,
    obj_description(t.oid, 'pg_type')::text AS comment
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE n.nspname = ANY ($1)
    AND t.typtype = 'd'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
    )
ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
