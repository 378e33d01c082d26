-- How large some tables are, with their partitions and indexes.
-- $1 oid[]: tables
-- -> oid oid, bytes int8
SELECT
    c.oid::oid AS oid,
    COALESCE(
        (
            SELECT sum(pg_total_relation_size(p.relid))
            FROM pg_partition_tree(c.oid) AS p
        ),
        pg_total_relation_size(c.oid)
    )::int8 AS bytes
FROM pg_catalog.pg_class AS c
WHERE c.oid = ANY ($1)
