-- Every table that holds rows, partitioned tables as a whole, the largest first, with how its columns are hashed.
-- $1 text[]: the schemas that may hold our own tables, $2 text[]: what those are called
-- -> schema text, name text, is_partitioned bool, key text[], columns text[], as_text bool[], types text[] (all by the columns' names),
--    stamp text: the same when no row was written meanwhile; NULL where that cannot be told, is_forced bool: row-level
--    security applies to this session's role although it owns the table, hidden_from text: this session's role, if
--    row-level security applies to it and the table is another's
WITH counted AS (
    -- Since 15 a session that ended has all of its rows counted; a function could switch that off.
    SELECT current_setting('server_version_num')::int >= 150000
        AND current_setting('track_counts')::bool
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_proc AS p
            WHERE p.pronamespace <> 'pg_catalog'::regnamespace
                AND (p.prosrc ~* 'track_counts|pg_stat_reset' OR p.proconfig::text ~* 'track_counts')
        ) AS is_right
)
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
    ) AS as_text,
    ARRAY(
        SELECT format_type(a.atttypid, NULL) FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attname COLLATE "C"
    ) AS types,
    CASE WHEN counted.is_right THEN (
        SELECT hashtextextended(string_agg(t.looks, ';' ORDER BY t.oid), 0)::text
            || hashtextextended(string_agg(t.looks, ';' ORDER BY t.oid), 1)::text
        FROM (
            SELECT f.oid, concat_ws(
                ',', f.oid, f.relfilenode, pg_stat_get_tuples_inserted(f.oid), pg_stat_get_tuples_updated(f.oid),
                pg_stat_get_tuples_deleted(f.oid), (
                    -- What a virtual column gives can change with its expression.
                    SELECT string_agg(concat_ws(
                        ',', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attcollation, a.attmissingval::text,
                        CASE a.attgenerated WHEN 'v' THEN gen_random_uuid() END
                    ), ';' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute AS a
                    WHERE a.attrelid = f.oid AND a.attnum > 0 AND NOT a.attisdropped
                )
            ) AS looks
            FROM pg_catalog.pg_class AS f
            WHERE f.oid = c.oid OR (
                c.relkind = 'p' AND f.oid IN (SELECT p.relid FROM pg_catalog.pg_partition_tree(c.oid) AS p)
            )
        ) AS t
    ) END AS stamp,
    (s.is_active AND s.is_own)::bool AS is_forced,
    CASE WHEN s.is_active AND NOT s.is_own THEN current_user END::text AS hidden_from
FROM counted, pg_catalog.pg_class AS c
CROSS JOIN LATERAL (
    SELECT row_security_active(c.oid) AS is_active, pg_has_role(c.relowner, 'USAGE') AS is_own
) AS s
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
