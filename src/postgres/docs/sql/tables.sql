-- The tables of some schemas, but for partitions and what belongs to an extension.
-- path: users
-- $1 text[]: the schemas, $2 text[]: names that are left out
-- -> relation oid, schema text, name text, is_foreign bool, partition_key text (null: not partitioned),
--    row_security bool, row_security_forced bool, comment text (or null)
SELECT
    c.oid::pg_catalog.oid AS relation,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    (c.relkind OPERATOR(pg_catalog.=) 'f')::pg_catalog.bool AS is_foreign,
    CASE WHEN c.relkind OPERATOR(pg_catalog.=) 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END::pg_catalog.text AS partition_key,
    c.relrowsecurity::pg_catalog.bool AS row_security,
    c.relforcerowsecurity::pg_catalog.bool AS row_security_forced,
    pg_catalog.obj_description(c.oid, 'pg_class')::pg_catalog.text AS comment
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
WHERE n.nspname OPERATOR(pg_catalog.=) ANY ($1)
    AND c.relname OPERATOR(pg_catalog.<>) ALL ($2)
    AND c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,f}')
    AND NOT c.relispartition
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) c.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
