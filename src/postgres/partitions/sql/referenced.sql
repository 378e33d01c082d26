-- The tables that the foreign keys of a table refer to, where the role may lock them.
-- $1 oid: the table  -> name text (quoted)
SELECT DISTINCT pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS name
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.confrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.conrelid = $1 AND c.oid <> $1
    AND pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
ORDER BY name
