-- The tables whose foreign keys refer to rows of a partitioned table or of one of its partitions.
-- $1 oid: the partitioned table, $2 text: the partition, quoted  -> name text
SELECT DISTINCT pg_catalog.format('%s.%s', n.nspname, c.relname)::pg_catalog.text AS name
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype = 'f' AND k.confrelid IN ($1, $2::pg_catalog.regclass) AND NOT c.relispartition
ORDER BY name
