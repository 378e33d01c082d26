-- Every sequence but those of our own tables. Where each stands is asked of itself.
-- $1 text[]: the schemas that may hold our own tables, $2 text[]: what those are called
-- -> oid oid, file oid, schema text, name text, increment int8, owner_table text (or null), owner_column text (or null)
SELECT
    c.oid::pg_catalog.oid AS oid,
    c.relfilenode::pg_catalog.oid AS file,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    q.seqincrement::pg_catalog.int8 AS increment,
    t.relname::pg_catalog.text AS owner_table,
    a.attname::pg_catalog.text AS owner_column
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = c.oid
LEFT JOIN pg_catalog.pg_depend AS d
    ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
LEFT JOIN pg_catalog.pg_class AS t ON t.oid = d.refobjid
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND n.nspname !~ '^pg_'
    AND NOT (n.nspname = ANY ($1) AND (c.relname = ANY ($2) OR t.relname = ANY ($2)) IS TRUE)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
