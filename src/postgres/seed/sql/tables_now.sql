-- Some tables as they are now, as far as they are there.
-- $1 oid[]: the tables
-- -> oid oid, name text (qualified, quoted), dropped_columns int2[] (their numbers), parent oid (0: none), partitions int8
SELECT
    c.oid::pg_catalog.oid AS oid,
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS name,
    ARRAY(
        SELECT a.attnum FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attisdropped ORDER BY a.attnum
    )::pg_catalog.int2[] AS dropped_columns,
    COALESCE(
        (SELECT h.inhparent FROM pg_catalog.pg_inherits AS h WHERE h.inhrelid = c.oid AND c.relispartition LIMIT 1), 0
    )::pg_catalog.oid AS parent,
    (
        SELECT pg_catalog.count(*) FROM pg_catalog.pg_inherits AS h WHERE h.inhparent = c.oid
    )::pg_catalog.int8 AS partitions
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid = ANY ($1)
