-- Triggers that somebody made, without the copies that partitions have.
-- -> name text, relation oid, function oid
SELECT t.tgname::text AS name, t.tgrelid::oid AS relation, t.tgfoid::oid AS function
FROM pg_catalog.pg_trigger AS t
WHERE NOT t.tgisinternal AND t.tgparentid = 0
ORDER BY t.tgrelid, t.tgname COLLATE "C"
