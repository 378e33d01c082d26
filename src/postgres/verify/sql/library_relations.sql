-- Tables and views, by their names.
-- -> oid oid, schema text, name text
SELECT c.oid::pg_catalog.oid AS oid, n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.oid >= 16384 AND n.nspname !~ '^pg_'
ORDER BY c.oid
