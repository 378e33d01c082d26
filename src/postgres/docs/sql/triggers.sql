-- The triggers of some tables, without those that the server made for foreign keys.
-- $1 oid[]: the tables
-- -> relation oid, name text, definition text, firing text (null: the usual way),
--    comment text (or null)
SELECT
    t.tgrelid::oid AS relation,
    t.tgname::text AS name,
    COALESCE(pg_get_triggerdef(t.oid, true), '')::text AS definition,
    CASE t.tgenabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' END::text AS firing,
    obj_description(t.oid, 'pg_trigger')::text AS comment
FROM pg_catalog.pg_trigger AS t
WHERE t.tgrelid = ANY ($1) AND NOT t.tgisinternal
ORDER BY t.tgrelid, t.tgname COLLATE "C"
