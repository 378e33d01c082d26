-- Rewrite rules beside those that make a view.
-- -> name text, relation oid
SELECT r.rulename::pg_catalog.text AS name, r.ev_class::pg_catalog.oid AS relation
FROM pg_catalog.pg_rewrite AS r
JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY r.ev_class, r.rulename COLLATE pg_catalog."C"
