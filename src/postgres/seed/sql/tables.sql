-- Some tables, and every table that they refer to, directly or not.
-- $1 oid[]: the tables
-- -> oid oid, schema text, name text, partition_column text (where it is by the range of one column; or null),
--    partition_rule text (what a row has to fulfil to have a partition; null where it is no partitioned table),
--    partition_keys text[] (the columns that this is about)
WITH RECURSIVE reached (oid) AS (
    SELECT w.oid FROM pg_catalog.unnest($1) AS w (oid)
    UNION
    SELECT k.confrelid
    FROM reached AS r
    JOIN pg_catalog.pg_constraint AS k ON k.conrelid = r.oid AND k.contype = 'f'
    WHERE NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS p WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid
    )
)
SELECT
    c.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    a.attname::pg_catalog.text AS partition_column,
    CASE
        WHEN c.relkind = 'p'
        THEN COALESCE(
            (
                SELECT pg_catalog.string_agg(
                    -- DEFAULT without any other has none.
                    '(' || COALESCE(pg_catalog.pg_get_partition_constraintdef(l.relid), 'true') || ')',
                    ' OR '
                )
                FROM pg_catalog.pg_partition_tree(c.oid) AS l
                WHERE l.isleaf AND l.level > 0
            ),
            'false'
        )
    END::pg_catalog.text AS partition_rule,
    ARRAY(
        SELECT DISTINCT k.attname::pg_catalog.text
        FROM pg_catalog.pg_partition_tree(c.oid) AS l
        JOIN pg_catalog.pg_partitioned_table AS d ON d.partrelid = l.relid
        JOIN pg_catalog.pg_attribute AS k
            ON k.attrelid = d.partrelid AND k.attnum = ANY (d.partattrs::pg_catalog.int2[]) AND k.attnum > 0
        WHERE c.relkind = 'p'
        ORDER BY 1
    )::pg_catalog.text[] AS partition_keys
FROM reached AS r
JOIN pg_catalog.pg_class AS c ON c.oid = r.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_partitioned_table AS p
    ON p.partrelid = c.oid AND p.partstrat = 'r' AND p.partnatts = 1 AND p.partattrs[0] > 0
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
