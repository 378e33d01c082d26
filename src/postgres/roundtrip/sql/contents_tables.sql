-- Every table that holds rows, partitioned tables as a whole, the largest first, with how its columns are hashed.
-- $1 text[]: the schemas that may hold our own tables, $2 text[]: what those are called, $3 oid[]: the tables and
-- partitions that scripts had locked for writing, $4 int4[]: how many of the scripts each
-- -> schema text, name text, is_partitioned bool, key text[], columns text[], as_text bool[], types text[] (all by the columns' names),
--    stamp text: the same when no row was written in the meantime; NULL where that is not known, is_forced bool: row-level
--    security applies to this session's role although it owns the table, hidden_from text: this session's role, if
--    row-level security applies to it and the table is another's
WITH counted AS MATERIALIZED (
    -- Since 15 a session that ended has all of its rows counted.
    SELECT pg_catalog.current_setting('server_version_num')::int >= 150000
        AND pg_catalog.current_setting('track_counts')::pg_catalog.bool AS is_right
), tables AS MATERIALIZED (
    SELECT c.oid, n.nspname, c.relname, c.relkind, c.relowner
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
        AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'migrate_keep')
        AND NOT (n.nspname = ANY ($1) AND c.relname = ANY ($2))
        AND c.oid NOT IN (
            SELECT e.objid FROM pg_catalog.pg_depend AS e
            WHERE e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND e.deptype = 'e'
        )
), members AS MATERIALIZED (
    -- A table, or a partitioned one with all that is under it.
    SELECT t.oid AS root, t.oid FROM tables AS t
    UNION ALL
    SELECT t.oid, p.relid::pg_catalog.oid FROM tables AS t
    CROSS JOIN LATERAL pg_catalog.pg_partition_tree(t.oid) AS p
    WHERE t.relkind = 'p' AND p.relid <> t.oid
), columns AS MATERIALIZED (
    SELECT
        a.attrelid,
        pg_catalog.array_agg(a.name) AS names,
        pg_catalog.array_agg(a.name) FILTER (WHERE a.is_key) AS key,
        pg_catalog.array_agg(a.as_text) AS as_text,
        pg_catalog.array_agg(a.type) AS types,
        pg_catalog.string_agg(a.looks, ';') AS looks
    FROM (
        SELECT
            a.attrelid,
            a.attname::pg_catalog.text AS name,
            a.attnum = ANY (i.indkey) AS is_key,
            -- What has a hash of its own that tells all values apart, but for 1.0 and 1.00. The hash of an enum is that of its
            -- label's oid, which a type that is made again does not keep; that of -0.0 is that of 0.0.
            NOT COALESCE(NULLIF(t.typbasetype, 0), t.oid) = ANY (
                '{pg_catalog.bool,pg_catalog.int2,pg_catalog.int4,pg_catalog.int8,pg_catalog.oid,
                    pg_catalog.numeric,"pg_catalog.\"char\"",pg_catalog.uuid,
                    pg_catalog.date,pg_catalog.time,pg_catalog.timetz,pg_catalog.timestamp,pg_catalog.timestamptz,
                    pg_catalog.inet,pg_catalog.cidr,pg_catalog.macaddr,pg_catalog.macaddr8,pg_catalog.bytea,
                    pg_catalog.jsonb}'::pg_catalog.regtype[]
            ) AS as_text,
            pg_catalog.format_type(a.atttypid, NULL) AS type,
            -- What a virtual column gives can change with its expression.
            pg_catalog.concat_ws(
                ',', a.attnum, a.attname, a.atttypid, a.atttypmod, a.attcollation, a.attmissingval::pg_catalog.text,
                CASE a.attgenerated WHEN 'v' THEN pg_catalog.gen_random_uuid() END
            ) AS looks
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_index AS i ON i.indrelid = a.attrelid AND i.indisprimary
        WHERE a.attrelid IN (SELECT m.oid FROM members AS m) AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attrelid, a.attname COLLATE pg_catalog."C"
    ) AS a
    GROUP BY a.attrelid
), families AS MATERIALIZED (
    SELECT
        m.root,
        pg_catalog.sum(pg_catalog.pg_relation_size(m.oid)) AS bytes,
        CASE WHEN pg_catalog.bool_or(counted.is_right) THEN pg_catalog.string_agg(pg_catalog.concat_ws(
            ',', m.oid, f.relfilenode, pg_catalog.pg_stat_get_tuples_inserted(m.oid), pg_catalog.pg_stat_get_tuples_updated(m.oid),
            pg_catalog.pg_stat_get_tuples_deleted(m.oid), w.times, k.looks
        ), ';' ORDER BY m.oid) END AS looks
    FROM counted
    CROSS JOIN members AS m
    JOIN pg_catalog.pg_class AS f ON f.oid = m.oid
    LEFT JOIN columns AS k ON k.attrelid = m.oid
    LEFT JOIN (
        SELECT pg_catalog.unnest($3::pg_catalog.oid[]) AS oid, pg_catalog.unnest($4::pg_catalog.int4[]) AS times
    ) AS w ON w.oid = m.oid
    GROUP BY m.root
)
SELECT
    c.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    (c.relkind = 'p')::pg_catalog.bool AS is_partitioned,
    COALESCE(a.key, '{}')::pg_catalog.text[] AS key,
    COALESCE(a.names, '{}')::pg_catalog.text[] AS columns,
    COALESCE(a.as_text, '{}')::pg_catalog.bool[] AS as_text,
    COALESCE(a.types, '{}')::pg_catalog.text[] AS types,
    (pg_catalog.hashtextextended(f.looks, 0)::pg_catalog.text || pg_catalog.hashtextextended(f.looks, 1)::pg_catalog.text)::pg_catalog.text AS stamp,
    (s.is_active AND s.is_own)::pg_catalog.bool AS is_forced,
    CASE WHEN s.is_active AND NOT s.is_own THEN current_user END::pg_catalog.text AS hidden_from
FROM tables AS c
CROSS JOIN LATERAL (
    SELECT pg_catalog.row_security_active(c.oid) AS is_active, pg_catalog.pg_has_role(c.relowner, 'USAGE') AS is_own
) AS s
LEFT JOIN families AS f ON f.root = c.oid
LEFT JOIN columns AS a ON a.attrelid = c.oid
ORDER BY f.bytes DESC NULLS LAST, c.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
