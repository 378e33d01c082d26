-- The triggers of a table that a DELETE fires, without those of foreign keys.
-- $1 text: the table, quoted  -> name text, always bool (in replicas, too)
SELECT t.tgname::pg_catalog.text AS name, (t.tgenabled = 'A')::pg_catalog.bool AS always
FROM pg_catalog.pg_trigger AS t
WHERE t.tgrelid = $1::pg_catalog.regclass AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0) AND t.tgenabled IN ('O', 'A') AND t.tgtype & 8 <> 0
ORDER BY t.tgname COLLATE pg_catalog."C"
