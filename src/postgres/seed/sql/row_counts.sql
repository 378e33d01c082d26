-- How large some tables are, with their partitions and indexes.
-- $1 oid[]: tables
-- -> oid oid, bytes int8
SELECT
    c.oid::pg_catalog.oid AS oid,
    COALESCE(
        (
            SELECT pg_catalog.sum(pg_catalog.pg_total_relation_size(p.relid))
            FROM pg_catalog.pg_partition_tree(c.oid) AS p
        ),
        pg_catalog.pg_total_relation_size(c.oid)
    )::pg_catalog.int8 AS bytes
FROM pg_catalog.pg_class AS c
WHERE c.oid = ANY ($1)
