-- The triggers of some tables, without those that the server made for foreign keys.
-- path: users
-- $1 oid[]: the tables
-- -> relation oid, name text, definition text, firing text (null: the usual way),
--    comment text (or null)
SELECT
    t.tgrelid::pg_catalog.oid AS relation,
    t.tgname::pg_catalog.text AS name,
    COALESCE(pg_catalog.pg_get_triggerdef(t.oid, true), '')::pg_catalog.text AS definition,
    CASE WHEN t.tgenabled OPERATOR(pg_catalog.=) 'D' THEN 'disabled' WHEN t.tgenabled OPERATOR(pg_catalog.=) 'R' THEN 'replica' WHEN t.tgenabled OPERATOR(pg_catalog.=) 'A' THEN 'always' END::pg_catalog.text AS firing,
    pg_catalog.obj_description(t.oid, 'pg_trigger')::pg_catalog.text AS comment
FROM pg_catalog.pg_trigger AS t
WHERE t.tgrelid OPERATOR(pg_catalog.=) ANY ($1) AND NOT t.tgisinternal
ORDER BY t.tgrelid, t.tgname COLLATE pg_catalog."C"
