-- The primary keys, unique and exclusion constraints of some tables.
-- path: users
-- $1 oid[]: the tables
-- -> relation oid, name text, kind text (p, u or x), columns text[], definition text,
--    comment text (or null)
SELECT
    k.conrelid::pg_catalog.oid AS relation,
    k.conname::pg_catalog.text AS name,
    k.contype::pg_catalog.text AS kind,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) k.conrelid AND a.attnum OPERATOR(pg_catalog.=) u.attnum
        ORDER BY u.position
    )::pg_catalog.text[] AS columns,
    COALESCE(pg_catalog.pg_get_constraintdef(k.oid, true), '')::pg_catalog.text AS definition,
    pg_catalog.obj_description(k.oid, 'pg_constraint')::pg_catalog.text AS comment
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid OPERATOR(pg_catalog.=) ANY ($1) AND k.contype OPERATOR(pg_catalog.=) ANY ('{p,u,x}')
ORDER BY k.conrelid, pg_catalog.array_position(ARRAY['p', 'u', 'x'], k.contype::pg_catalog.text), k.conname COLLATE pg_catalog."C"
