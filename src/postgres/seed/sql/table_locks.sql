-- What has to be locked to take some tables apart: they, and those at the other ends of their foreign keys that
-- this role may lock.
-- $1 oid[]: the tables and their partitions  -> schema text, name text
SELECT DISTINCT
    n.nspname::pg_catalog.text COLLATE pg_catalog."C" AS schema,
    c.relname::pg_catalog.text COLLATE pg_catalog."C" AS name
FROM (
    SELECT m.oid FROM pg_catalog.unnest($1) AS m (oid)
    UNION
    SELECT u.oid
    FROM pg_catalog.pg_constraint AS k
    CROSS JOIN LATERAL pg_catalog.unnest(ARRAY[k.conrelid, k.confrelid]) AS u (oid)
    WHERE k.contype = 'f' AND (k.conrelid = ANY ($1) OR k.confrelid = ANY ($1))
) AS f
JOIN pg_catalog.pg_class AS c ON c.oid = f.oid AND c.relkind IN ('r', 'p')
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid = ANY ($1) OR pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
ORDER BY schema, name
