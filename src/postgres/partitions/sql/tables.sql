-- Every partitioned table that is no partition of one by time, or one of them.
-- $1 oid: the one; 0: all
-- -> oid oid, schema text, name text, owner text, is_range bool (by ranges of one column), column_name text,
--    type_name text, key text (as the server writes it)
SELECT
    c.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner,
    (p.partstrat = 'r' AND p.partnatts = 1 AND a.attname IS NOT NULL)::pg_catalog.bool AS is_range,
    a.attname::pg_catalog.text AS column_name,
    a.atttypid::pg_catalog.regtype::pg_catalog.text AS type_name,
    pg_catalog.pg_get_partkeydef(c.oid)::pg_catalog.text AS key
FROM pg_catalog.pg_partitioned_table AS p
JOIN pg_catalog.pg_class AS c ON c.oid = p.partrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0]
WHERE $1 IN (0, c.oid) AND NOT EXISTS (
    SELECT
    FROM pg_catalog.pg_partition_ancestors(c.oid) AS above
    JOIN pg_catalog.pg_partitioned_table AS o ON o.partrelid = above.relid AND above.relid <> c.oid
    JOIN pg_catalog.pg_attribute AS k ON k.attrelid = o.partrelid AND k.attnum = o.partattrs[0]
    WHERE o.partstrat = 'r' AND o.partnatts = 1 AND k.atttypid IN (
        'pg_catalog.timestamptz'::pg_catalog.regtype, 'pg_catalog.timestamp'::pg_catalog.regtype,
        'pg_catalog.date'::pg_catalog.regtype
    )
)
ORDER BY n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
