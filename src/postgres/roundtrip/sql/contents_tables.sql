-- Every table that holds rows, partitioned tables as a whole, the largest first, with how its columns are hashed.
-- $1 text[]: the schemas that may hold our own tables, $2 text[]: what those are called
-- -> schema text, name text, is_partitioned bool, key text[], columns text[], as_text bool[], types text[] (all by the columns' names),
--    stamp text: the same when no row was written in the meantime; NULL where that is not known, is_forced bool: row-level
--    security applies to this session's role although it owns the table, hidden_from text: this session's role, if
--    row-level security applies to it and the table is another's
WITH counted AS (
    -- Since 15 a session that ended has all of its rows counted; a function could switch that off.
    SELECT pg_catalog.current_setting('server_version_num')::int >= 150000
        AND pg_catalog.current_setting('track_counts')::pg_catalog.bool
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_proc AS p
            WHERE p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace
                AND (p.prosrc ~* 'track_counts|pg_stat_reset' OR p.proconfig::pg_catalog.text ~* 'track_counts')
        ) AS is_right
)
SELECT
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    (c.relkind = 'p')::pg_catalog.bool AS is_partitioned,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.pg_index AS i
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary
        ORDER BY a.attname COLLATE pg_catalog."C"
    ) AS key,
    ARRAY(
        SELECT a.attname::pg_catalog.text FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attname COLLATE pg_catalog."C"
    ) AS columns,
    ARRAY(
        -- What has a hash of its own that tells all values apart, but for 1.0 and 1.00. The hash of an enum is that of its
        -- label's oid, which a type that is made again does not keep; that of -0.0 is that of 0.0.
        SELECT NOT COALESCE(NULLIF(t.typbasetype, 0), t.oid) = ANY (
            '{pg_catalog.bool,pg_catalog.int2,pg_catalog.int4,pg_catalog.int8,pg_catalog.oid,
                pg_catalog.numeric,"pg_catalog.\"char\"",pg_catalog.uuid,
                pg_catalog.date,pg_catalog.time,pg_catalog.timetz,pg_catalog.timestamp,pg_catalog.timestamptz,
                pg_catalog.inet,pg_catalog.cidr,pg_catalog.macaddr,pg_catalog.macaddr8,pg_catalog.bytea,
                pg_catalog.jsonb}'::pg_catalog.regtype[]
        )
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attname COLLATE pg_catalog."C"
    ) AS as_text,
    ARRAY(
        SELECT pg_catalog.format_type(a.atttypid, NULL) FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attname COLLATE pg_catalog."C"
    ) AS types,
    CASE WHEN counted.is_right THEN (
        SELECT pg_catalog.hashtextextended(pg_catalog.string_agg(t.looks, ';' ORDER BY t.oid), 0)::pg_catalog.text
            || pg_catalog.hashtextextended(pg_catalog.string_agg(t.looks, ';' ORDER BY t.oid), 1)::pg_catalog.text
        FROM (
            SELECT f.oid, pg_catalog.concat_ws(
                ',', f.oid, f.relfilenode, pg_catalog.pg_stat_get_tuples_inserted(f.oid), pg_catalog.pg_stat_get_tuples_updated(f.oid),
                pg_catalog.pg_stat_get_tuples_deleted(f.oid), (
                    -- What a virtual column gives can change with its expression.
                    SELECT pg_catalog.string_agg(pg_catalog.concat_ws(
                        ',', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attcollation, a.attmissingval::pg_catalog.text,
                        CASE a.attgenerated WHEN 'v' THEN pg_catalog.gen_random_uuid() END
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
    (s.is_active AND s.is_own)::pg_catalog.bool AS is_forced,
    CASE WHEN s.is_active AND NOT s.is_own THEN current_user END::pg_catalog.text AS hidden_from
FROM counted, pg_catalog.pg_class AS c
CROSS JOIN LATERAL (
    SELECT pg_catalog.row_security_active(c.oid) AS is_active, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS is_own
) AS s
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
    AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'migrate_keep')
    AND NOT (n.nspname = ANY ($1) AND c.relname = ANY ($2))
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.objid = c.oid AND e.deptype = 'e'
    )
ORDER BY
    CASE c.relkind
        WHEN 'p' THEN (SELECT pg_catalog.sum(pg_catalog.pg_relation_size(p.relid)) FROM pg_catalog.pg_partition_tree(c.oid) AS p WHERE p.isleaf)
        ELSE pg_catalog.pg_relation_size(c.oid)
    END DESC NULLS LAST, n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
