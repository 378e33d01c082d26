-- The statements that take the CHECK constraints of tables and domains away: inherited ones go with their origin.
-- -> statement text
SELECT pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I;', k.conrelid::pg_catalog.regclass, k.conname)::pg_catalog.text AS statement
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype = 'c' AND k.coninhcount = 0 AND c.relkind IN ('r', 'p')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT pg_catalog.format('ALTER DOMAIN %s DROP CONSTRAINT %I;', k.contypid::pg_catalog.regtype, k.conname)::pg_catalog.text
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace
WHERE k.contype = 'c' AND k.contypid <> 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY statement
