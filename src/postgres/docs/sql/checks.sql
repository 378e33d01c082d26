-- The check constraints of some tables.
-- path: users
-- $1 oid[]: the tables  -> relation oid, name text, definition text, comment text (or null)
SELECT
    k.conrelid::pg_catalog.oid AS relation,
    k.conname::pg_catalog.text AS name,
    COALESCE(pg_catalog.pg_get_constraintdef(k.oid, true), '')::pg_catalog.text AS definition,
    pg_catalog.obj_description(k.oid, 'pg_constraint')::pg_catalog.text AS comment
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid OPERATOR(pg_catalog.=) ANY ($1) AND k.contype OPERATOR(pg_catalog.=) 'c'
ORDER BY k.conrelid, k.conname COLLATE pg_catalog."C"
