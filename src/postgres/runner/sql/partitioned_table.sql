-- A partitioned table.
-- path: users
-- $1 text: its name as the script writes it  -> oid oid; no row for any other relation, or none
SELECT c.oid AS oid
FROM pg_catalog.pg_class AS c
WHERE c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($1)::pg_catalog.oid
    AND c.relkind OPERATOR(pg_catalog.=) 'p'::pg_catalog."char"
