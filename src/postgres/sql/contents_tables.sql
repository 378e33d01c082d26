-- Every table that holds rows, partitioned tables as a whole, the largest first, with how its columns are hashed.
-- $1 text[]: the schemas that may hold our own tables, $2 text[]: what those are called
-- -> schema text, name text, is_partitioned bool, key text[], columns text[], as_text bool[] (both by the columns' names)
SELECT
    n.nspname::text AS schema,
    c.relname::text AS name,
    (c.relkind = 'p')::bool AS is_partitioned,
    ARRAY(
        SELECT a.attname::text
        FROM pg_catalog.pg_index AS i
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary
        ORDER BY a.attname COLLATE "C"
    ) AS key,
    ARRAY(
        SELECT a.attname::text FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attname COLLATE "C"
    ) AS columns,
    ARRAY(
        -- What has a hash of its own that tells all values apart, but for 1.0 and 1.00; enums, too.
        SELECT NOT (
            t.typtype = 'e' OR COALESCE(NULLIF(t.typbasetype, 0), t.oid) = ANY (
                '{bool,int2,int4,int8,oid,float4,float8,numeric,"\"char\"",uuid,date,time,timetz,timestamp,timestamptz,inet,cidr,macaddr,macaddr8,bytea,jsonb}'::regtype[]
            )
        )
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attname COLLATE "C"
    ) AS as_text
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'migrate_keep')
    AND NOT (n.nspname = ANY ($1) AND c.relname = ANY ($2))
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e'
    )
ORDER BY
    CASE c.relkind
        WHEN 'p' THEN (SELECT sum(pg_relation_size(p.relid)) FROM pg_partition_tree(c.oid) AS p WHERE p.isleaf)
        ELSE pg_relation_size(c.oid)
    END DESC NULLS LAST, n.nspname COLLATE "C", c.relname COLLATE "C"
