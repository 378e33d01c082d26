-- The file of every table: another one afterwards means that it was written anew.
-- -> oid oid, name text, file oid
SELECT c.oid::oid AS oid, (n.nspname || '.' || c.relname)::text AS name, c.relfilenode::oid AS file
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
