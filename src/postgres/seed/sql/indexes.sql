-- The indexes of some tables, with the keys that stand on them, as statements make them. In the order in which
-- they were made. Names are quoted.
-- $1 oid[]: the tables and their partitions
-- -> oid oid, relation oid, relation_name text, index_name text, name text (bare), parent oid (0: none),
--    is_partitioned bool, is_valid bool, definition text, options text, tablespace text (or null), comment text (or null),
--    is_clustered bool, is_identity bool, statistics text[], extensions text[], key_kind text (or null),
--    key_name text (or null), key_definition text (or null), key_comment text (or null)
SELECT
    i.indexrelid::oid AS oid,
    i.indrelid::oid AS relation,
    format('%I.%I', n.nspname, t.relname)::text AS relation_name,
    format('%I.%I', m.nspname, c.relname)::text AS index_name,
    c.relname::text AS name,
    COALESCE(h.inhparent, 0)::oid AS parent,
    (c.relkind = 'I')::bool AS is_partitioned,
    (i.indisvalid AND i.indisready AND i.indislive)::bool AS is_valid,
    COALESCE(pg_get_indexdef(i.indexrelid), '')::text AS definition,
    COALESCE(
        (
            SELECT string_agg(format('%I = %L', o.option_name, o.option_value), ', ')
            FROM pg_options_to_table(c.reloptions) AS o
        ),
        ''
    )::text AS options,
    quote_ident(s.spcname)::text AS tablespace,
    obj_description(i.indexrelid, 'pg_class')::text AS comment,
    i.indisclustered::bool AS is_clustered,
    i.indisreplident::bool AS is_identity,
    ARRAY(
        SELECT format('ALTER COLUMN %s SET STATISTICS %s', a.attnum, a.attstattarget)
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0
        ORDER BY a.attnum
    )::text[] AS statistics,
    ARRAY(
        SELECT quote_ident(e.extname)
        FROM pg_catalog.pg_depend AS d
        JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
        WHERE d.classid = 'pg_class'::regclass
            AND d.objid = i.indexrelid
            AND d.refclassid = 'pg_extension'::regclass
            AND d.deptype = 'x'
        ORDER BY e.extname COLLATE "C"
    )::text[] AS extensions,
    k.contype::text AS key_kind,
    quote_ident(k.conname)::text AS key_name,
    pg_get_constraintdef(k.oid)::text AS key_definition,
    obj_description(k.oid, 'pg_constraint')::text AS key_comment
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
