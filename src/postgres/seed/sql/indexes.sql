-- The indexes of some tables, with the keys that stand on them, as statements make them. In the order in which
-- they were made. Names are quoted.
-- $1 oid[]: the tables and their partitions
-- -> oid oid, relation oid, relation_name text, index_name text, name text (bare), parent oid (0: none),
--    is_partitioned bool, is_valid bool, runs_users_code bool, definition text, options text, tablespace text (or null), comment text (or null),
--    is_clustered bool, is_identity bool, statistics text[], extensions text[], columns int2[], key_kind text (or null),
--    key_name text (or null), key_definition text (or null), key_comment text (or null)
SELECT
    i.indexrelid::pg_catalog.oid AS oid,
    i.indrelid::pg_catalog.oid AS relation,
    pg_catalog.format('%I.%I', n.nspname, t.relname)::pg_catalog.text AS relation_name,
    pg_catalog.format('%I.%I', m.nspname, c.relname)::pg_catalog.text AS index_name,
    c.relname::pg_catalog.text AS name,
    COALESCE(h.inhparent, 0)::pg_catalog.oid AS parent,
    (c.relkind = 'I')::pg_catalog.bool AS is_partitioned,
    (i.indisvalid AND i.indisready AND i.indislive)::pg_catalog.bool AS is_valid,
    EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.objid = i.indexrelid
            AND d.refobjid >= 16384
            AND d.refclassid IN (
                'pg_catalog.pg_proc'::pg_catalog.regclass, 'pg_catalog.pg_operator'::pg_catalog.regclass
            )
    )::pg_catalog.bool AS runs_users_code,
    COALESCE(pg_catalog.pg_get_indexdef(i.indexrelid), '')::pg_catalog.text AS definition,
    COALESCE(
        (
            SELECT pg_catalog.string_agg(pg_catalog.format('%I = %L', o.option_name, o.option_value), ', ')
            FROM pg_catalog.pg_options_to_table(c.reloptions) AS o
        ),
        ''
    )::pg_catalog.text AS options,
    pg_catalog.quote_ident(s.spcname)::pg_catalog.text AS tablespace,
    pg_catalog.obj_description(i.indexrelid, 'pg_class')::pg_catalog.text AS comment,
    i.indisclustered::pg_catalog.bool AS is_clustered,
    i.indisreplident::pg_catalog.bool AS is_identity,
    ARRAY(
        SELECT pg_catalog.format('ALTER COLUMN %s SET STATISTICS %s', a.attnum, a.attstattarget)
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0
        ORDER BY a.attnum
    )::pg_catalog.text[] AS statistics,
    ARRAY(
        SELECT pg_catalog.quote_ident(e.extname)
        FROM pg_catalog.pg_depend AS d
        JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.objid = i.indexrelid
            AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
            AND d.deptype = 'x'
        ORDER BY e.extname COLLATE pg_catalog."C"
    )::pg_catalog.text[] AS extensions,
    ARRAY(
        SELECT DISTINCT d.refobjsubid::pg_catalog.int2 FROM pg_catalog.pg_depend AS d
        WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.refobjid = i.indrelid
            AND d.refobjsubid > 0
            AND (
                (d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid)
                OR (d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objid = k.oid)
            )
    )::pg_catalog.int2[] AS columns,
    k.contype::pg_catalog.text AS key_kind,
    pg_catalog.quote_ident(k.conname)::pg_catalog.text AS key_name,
    pg_catalog.pg_get_constraintdef(k.oid)::pg_catalog.text AS key_definition,
    pg_catalog.obj_description(k.oid, 'pg_constraint')::pg_catalog.text AS key_comment
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS m ON m.oid = c.relnamespace
JOIN pg_catalog.pg_class AS t ON t.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_constraint AS k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
WHERE i.indrelid = ANY ($1)
ORDER BY i.indexrelid
