-- What a script's mentions of relations are in this database: the tables to lock, in the order of the mentions.
-- A name without a schema means the first relation of the path that is called so, whatever its kind; only tables can be
-- locked. What the role may not lock, the server would refuse: LOCK names the rights, which grew with 16 and with 17.
-- Keys that lead to a table are found by what depends on it: `confrelid` has no index.
-- To plan all of it takes the server longer than to do it. So what stands between `keys:` and `:keys` is left out where no
-- mention needs it, and what stands between `seen:` and `:seen` where nothing was seen. Most tables have no keys, no
-- partitions and no children: a first look, with what stands between `first:` and `:first` and without the keys, tells.
-- $1 text[]: the path, $2 text[]: our own tables;
-- of each mention, $3 text[]: its schema (null: the path), $4 text[]: its name, $5 bool[]: the name of an index,
-- $6 int4[]: the mode (0 ACCESS SHARE .. 7 ACCESS EXCLUSIVE), $7 int4[]: how far (0 alone, 1 partitions, 2 all descendants),
-- $8 int4[]: the mode of its DEFAULT partition, $9 int4[]: that of what it is a partition of,
-- $10 text[]: which keys (all, constraint, renamed, column, following, deleting), $11 text[]: the constraint or the column,
-- $12 int4[]: the mode of the tables that its keys lead to, $13 int4[]: that of those whose keys lead to it (null: none),
-- $14 oid[]: the relation, where it was seen and not named
-- -> oid oid, schema text, name text, alone bool, mode int4,
--    is_more bool (of a first look: whether keys and partitions can lead further),
--    children oid[] (one level down; of what was seen)
WITH RECURSIVE named AS MATERIALIZED (
    SELECT
        m.place, m.mode, m.reach, m.default_mode, m.parent_mode, m.keys, m.part, m.referenced, m.referencing,
        COALESCE(i.indrelid, r.oid) AS oid
    FROM (
        SELECT
            ($3)[s.place] AS schema, ($4)[s.place] AS name, ($5)[s.place] AS of_index, ($6)[s.place] AS mode,
            ($7)[s.place] AS reach, ($8)[s.place] AS default_mode, ($9)[s.place] AS parent_mode, ($10)[s.place] AS keys,
            ($11)[s.place] AS part, ($12)[s.place] AS referenced, ($13)[s.place] AS referencing,
            ($14)[s.place] AS seen, s.place
        FROM pg_catalog.generate_subscripts($4, 1) AS s (place)
    ) AS m
    CROSS JOIN LATERAL (
        SELECT found.oid
        FROM (
            SELECT m.seen AS oid, 0 AS place WHERE m.seen IS NOT NULL
            UNION ALL
            SELECT c.oid, p.place
            FROM pg_catalog.unnest(CASE WHEN m.schema IS NULL THEN $1 ELSE ARRAY[m.schema] END)
                WITH ORDINALITY AS p (schema, place)
            JOIN pg_catalog.pg_namespace AS n ON n.nspname = p.schema::pg_catalog.name
            JOIN pg_catalog.pg_class AS c ON c.relname = m.name::pg_catalog.name AND c.relnamespace = n.oid
            WHERE m.seen IS NULL
        ) AS found
        ORDER BY found.place
        LIMIT 1
    ) AS r
    LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = r.oid
    WHERE (i.indexrelid IS NOT NULL) = m.of_index
),
-- keys:
-- Tables that are emptied, or whose rows go or change, with others.
followed (place, keys, mode, oid) AS (
    SELECT n.place, n.keys, n.referencing, n.oid FROM named AS n
    WHERE n.referencing IS NOT NULL AND n.keys IN ('following', 'deleting')
    UNION
    SELECT f.place, f.keys, f.mode, k.conrelid
    FROM followed AS f
    JOIN pg_catalog.pg_depend AS d
        ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = f.oid
        AND d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
    JOIN pg_catalog.pg_constraint AS k ON k.oid = d.objid
    WHERE k.contype = 'f' AND k.confrelid = f.oid AND (f.keys = 'following' OR k.confdeltype IN ('c', 'n', 'd'))
),
-- :keys
reached (place, step, oid, mode, reach) AS (
    SELECT n.place, 2, n.oid, n.mode, CASE WHEN n.keys IN ('constraint', 'renamed') THEN 0 ELSE n.reach END
    FROM named AS n
-- keys:
    UNION ALL
    -- A constraint that is not inherited concerns its table alone; partitions have their part of an index.
    SELECT n.place, 2, n.oid, n.mode, CASE WHEN k.contype IN ('p', 'u', 'x') THEN LEAST(n.reach, 1) ELSE n.reach END
    FROM named AS n
    JOIN pg_catalog.pg_constraint AS k ON k.conrelid = n.oid AND k.conname = n.part::pg_catalog.name
    WHERE (n.keys = 'constraint' AND (k.contype IN ('p', 'u', 'x') OR NOT k.connoinherit))
        OR (n.keys = 'renamed' AND k.contype IN ('c', 'n') AND NOT k.connoinherit)
    UNION ALL
    SELECT n.place, 3, p.partdefid, n.default_mode, 2
    FROM named AS n
    JOIN pg_catalog.pg_partitioned_table AS p ON p.partrelid = n.oid
    WHERE n.default_mode IS NOT NULL AND p.partdefid <> 0
    UNION ALL
    SELECT n.place, s.step, CASE s.step WHEN 0 THEN p.partrelid ELSE p.partdefid END, n.parent_mode, 0
    FROM named AS n
    JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = n.oid
    JOIN pg_catalog.pg_partitioned_table AS p ON p.partrelid = h.inhparent
    CROSS JOIN pg_catalog.generate_series(0, 1) AS s (step)
    WHERE n.parent_mode IS NOT NULL
    UNION ALL
    SELECT n.place, 4, k.confrelid, n.referenced, 1
    FROM named AS n
    JOIN pg_catalog.pg_constraint AS k ON k.conrelid = n.oid AND k.contype = 'f'
    WHERE n.referenced IS NOT NULL
        -- A partition's part of a key goes without a look at the other table.
        AND (n.referenced < 7 OR k.conparentid = 0)
        AND CASE n.keys
            WHEN 'constraint' THEN k.conname = n.part::pg_catalog.name
            WHEN 'column' THEN EXISTS (
                SELECT FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = n.oid AND a.attname = n.part::pg_catalog.name AND a.attnum = ANY(k.conkey)
            )
            ELSE true
        END
    UNION ALL
    SELECT n.place, 5, k.conrelid, n.referencing, 1
    FROM named AS n
    JOIN pg_catalog.pg_depend AS d
        ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = n.oid
        AND d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
    JOIN pg_catalog.pg_constraint AS k ON k.oid = d.objid AND k.contype = 'f' AND k.confrelid = n.oid
    WHERE n.referencing IS NOT NULL AND n.keys IN ('all', 'constraint', 'column')
        AND CASE n.keys
            WHEN 'constraint' THEN k.conindid = (
                SELECT u.conindid FROM pg_catalog.pg_constraint AS u
                WHERE u.conrelid = n.oid AND u.conname = n.part::pg_catalog.name
            )
            WHEN 'column' THEN EXISTS (
                SELECT FROM pg_catalog.pg_attribute AS a
                WHERE a.attrelid = n.oid AND a.attname = n.part::pg_catalog.name AND a.attnum = ANY(k.confkey)
            )
            ELSE true
        END
    UNION ALL
    SELECT f.place, 6, f.oid, f.mode, 1 FROM followed AS f
-- :keys
)
SELECT
    c.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    (NOT c.relhassubclass OR r.reach = 0 OR (r.reach = 1 AND c.relkind = 'r'))::pg_catalog.bool AS alone,
    r.mode::pg_catalog.int4 AS mode,
-- first:
    (
        -- A foreign key has triggers on both of its tables, unless it is not enforced.
        SELECT pg_catalog.bool_or(
            k.relhastriggers OR k.relhassubclass OR k.relispartition OR k.relkind = 'p'
            OR EXISTS (SELECT FROM pg_catalog.pg_constraint AS f WHERE f.conrelid = k.oid AND f.contype = 'f')
        )
        FROM named AS m
        CROSS JOIN LATERAL (SELECT x.* FROM pg_catalog.pg_class AS x WHERE x.oid = m.oid OFFSET 0) AS k
    )::pg_catalog.bool AS is_more,
-- :first
    CASE
        WHEN false THEN '{}'
-- seen:
        WHEN c.relhassubclass THEN ARRAY(
            SELECT h.inhrelid FROM pg_catalog.pg_inherits AS h WHERE h.inhparent = c.oid AND NOT h.inhdetachpending
        )
-- :seen
        ELSE '{}'
    END::pg_catalog.oid[] AS children
FROM reached AS r
-- One by one: the planner expects a thousand mentions, and would read all of pg_class.
CROSS JOIN LATERAL (SELECT x.* FROM pg_catalog.pg_class AS x WHERE x.oid = r.oid OFFSET 0) AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
CROSS JOIN pg_catalog.current_setting('server_version_num') AS s (version)
WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND c.oid >= 16384
    AND c.relname::pg_catalog.text <> ALL($2)
    AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    AND pg_catalog.has_table_privilege(
        c.oid,
        CASE
            WHEN r.mode = 0 AND s.version::pg_catalog.int4 < 160000 THEN 'SELECT'
            WHEN r.mode = 0 THEN 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE'
            WHEN r.mode = 2 OR (r.mode = 1 AND s.version::pg_catalog.int4 >= 160000) THEN 'INSERT, UPDATE, DELETE, TRUNCATE'
            ELSE 'UPDATE, DELETE, TRUNCATE'
        END || CASE WHEN s.version::pg_catalog.int4 >= 170000 THEN ', MAINTAIN' ELSE '' END
    )
ORDER BY r.place, r.step, n.nspname COLLATE pg_catalog."C", c.relname COLLATE pg_catalog."C"
