-- The enumerated types of some schemas, but for what belongs to an extension.
-- path: users
-- $1 text[]: the schemas  -> schema text, name text, labels text[], comment text (or null)
SELECT
    n.nspname::pg_catalog.text AS schema,
    t.typname::pg_catalog.text AS name,
    ARRAY(
        SELECT e.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum AS e
        WHERE e.enumtypid OPERATOR(pg_catalog.=) t.oid
        ORDER BY e.enumsortorder
    )::pg_catalog.text[] AS labels,
    pg_catalog.obj_description(t.oid, 'pg_type')::pg_catalog.text AS comment
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) t.typnamespace
WHERE n.nspname OPERATOR(pg_catalog.=) ANY ($1)
    AND t.typtype OPERATOR(pg_catalog.=) 'e'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) t.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C", t.typname COLLATE pg_catalog."C"
