-- A partitioned table.
-- $1 text: its name as the script writes it  -> oid oid; no row for any other relation, or none
SELECT c.oid AS oid
FROM pg_catalog.pg_class AS c
WHERE c.oid = to_regclass($1) AND c.relkind = 'p'
