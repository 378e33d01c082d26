-- The statements that take the CHECK constraints of tables and domains away: inherited ones go with their origin.
-- -> statement text
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I;', k.conrelid::regclass, k.conname)::text AS statement
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype = 'c' AND k.coninhcount = 0 AND c.relkind IN ('r', 'p')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION ALL
SELECT format('ALTER DOMAIN %s DROP CONSTRAINT %I;', k.contypid::regtype, k.conname)::text
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace
WHERE k.contype = 'c' AND k.contypid <> 0 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY statement
