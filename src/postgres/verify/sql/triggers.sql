-- Triggers that somebody made, without the copies that partitions have.
-- -> name text, relation oid, function oid
SELECT t.tgname::pg_catalog.text AS name, t.tgrelid::pg_catalog.oid AS relation, t.tgfoid::pg_catalog.oid AS function
FROM pg_catalog.pg_trigger AS t
WHERE NOT t.tgisinternal AND t.tgparentid = 0
ORDER BY t.tgrelid, t.tgname COLLATE pg_catalog."C"
