-- The check constraints of some tables.
-- $1 oid[]: the tables  -> relation oid, name text, definition text, comment text (or null)
SELECT
    k.conrelid::oid AS relation,
    k.conname::text AS name,
    COALESCE(pg_get_constraintdef(k.oid, true), '')::text AS definition,
    obj_description(k.oid, 'pg_constraint')::text AS comment
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid = ANY ($1) AND k.contype = 'c'
ORDER BY k.conrelid, k.conname COLLATE "C"
