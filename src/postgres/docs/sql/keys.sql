-- The primary keys, unique and exclusion constraints of some tables.
-- $1 oid[]: the tables
-- -> relation oid, name text, kind text (p, u or x), columns text[], definition text,
--    comment text (or null)
SELECT
    k.conrelid::oid AS relation,
    k.conname::text AS name,
    k.contype::text AS kind,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
        ORDER BY u.position
    )::text[] AS columns,
    COALESCE(pg_get_constraintdef(k.oid, true), '')::text AS definition,
    obj_description(k.oid, 'pg_constraint')::text AS comment
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid = ANY ($1) AND k.contype IN ('p', 'u', 'x')
ORDER BY k.conrelid, array_position(ARRAY['p', 'u', 'x'], k.contype::text), k.conname COLLATE "C"
