-- The triggers of some tables, clones at partitions included; not those of foreign keys and deferrable keys.
-- $1 oid[]: the tables and partitions
-- -> relation oid, relation_name text (qualified, quoted), name text (bare), firing text (O, D, R or A)
SELECT
    t.tgrelid::pg_catalog.oid AS relation,
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS relation_name,
    t.tgname::pg_catalog.text AS name,
    t.tgenabled::pg_catalog.text AS firing
FROM pg_catalog.pg_trigger AS t
JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
-- Before version 15 the clone of a trigger at a partition counts as internal.
WHERE t.tgrelid = ANY ($1) AND (NOT t.tgisinternal OR t.tgparentid <> 0 AND t.tgconstraint = 0)
ORDER BY t.tgrelid, t.tgname COLLATE pg_catalog."C"
