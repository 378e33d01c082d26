-- The indexes of some tables and materialized views. The server writes definitions slowly, for it opens the table
-- each time: it is asked for those that have expressions as keys, or parameters; for the others the parts are returned.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text (its constraint, or the index of the parent table, or null), object oid,
--    head text (up to the method), "key count" int2, keys int2[] (numbers of columns; null: the definition is returned), collations oid[],
--    classes oid[], flags int2[], "key options" text[] (`1 siglen='32'`, or null), "nulls are equal" bool, tree text (the stored predicate, or null); every other column is an aspect: text,
--    null where it is as usual
SELECT
    i.indrelid::pg_catalog.oid AS relation,
    (pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname))::pg_catalog.text AS name,
    CASE
        WHEN k.oid IS NOT NULL THEN 'constraint ' || pg_catalog.quote_ident(k.conname) || ' on ' || k.conrelid::pg_catalog.regclass::pg_catalog.text
        WHEN h.inhparent IS NOT NULL THEN 'index ' || h.inhparent::pg_catalog.regclass::pg_catalog.text
    END::pg_catalog.text AS within,
    CASE WHEN NOT shape.is_plain THEN pg_catalog.pg_get_indexdef(i.indexrelid) END::pg_catalog.text AS definition,
    CASE WHEN c.reloptions IS NOT NULL THEN (
        SELECT pg_catalog.string_agg(x, ', ' ORDER BY x COLLATE pg_catalog."C") FROM pg_catalog.unnest(c.reloptions) AS x
    ) END::pg_catalog.text AS options,
    CASE WHEN h.inhparent IS NOT NULL THEN h.inhparent::pg_catalog.regclass::pg_catalog.text END::pg_catalog.text AS "attached to",
    CASE WHEN NOT i.indisvalid THEN 'no' END::pg_catalog.text AS valid,
    CASE WHEN NOT i.indisready THEN 'no' END::pg_catalog.text AS ready,
    CASE WHEN i.indisclustered THEN 'yes' END::pg_catalog.text AS clustered,
    CASE WHEN i.indisreplident THEN 'yes' END::pg_catalog.text AS "replica identity",
    pg_catalog.quote_ident(s.spcname)::pg_catalog.text AS tablespace,
    CASE WHEN i.indexprs IS NOT NULL THEN (
        SELECT pg_catalog.string_agg(a.attnum || ': ' || a.attstattarget, ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0
    ) END::pg_catalog.text AS statistics,
    d.description::pg_catalog.text AS comment,
    i.indexrelid::pg_catalog.oid AS object,
    CASE WHEN shape.is_plain THEN pg_catalog.concat_ws(
        ' ', 'CREATE', CASE WHEN i.indisunique THEN 'UNIQUE' END, 'INDEX', pg_catalog.quote_ident(c.relname), 'ON',
        CASE c.relkind WHEN 'I' THEN 'ONLY' END, i.indrelid::pg_catalog.regclass, 'USING', pg_catalog.quote_ident(m.amname)
    ) END::pg_catalog.text AS head,
    i.indnkeyatts::pg_catalog.int2 AS "key count",
    CASE WHEN shape.is_plain THEN i.indkey::pg_catalog.int2[] END::pg_catalog.int2[] AS keys,
    i.indcollation::pg_catalog.oid[] AS collations,
    i.indclass::pg_catalog.oid[] AS classes,
    i.indoption::pg_catalog.int2[] AS flags,
    -- Of the server's own operator classes for btree and hash none takes options.
    CASE WHEN m.amname NOT IN ('btree', 'hash') OR EXISTS (
        SELECT FROM pg_catalog.pg_amproc AS p
        JOIN pg_catalog.pg_opfamily AS f ON f.oid = p.amprocfamily
        JOIN pg_catalog.pg_am AS w ON w.oid = f.opfmethod
        WHERE (w.amname, p.amprocnum) IN (('btree', 5), ('hash', 3))
    ) THEN (
        SELECT pg_catalog.array_agg(b.attnum || ' ' || y.options)
        FROM pg_catalog.pg_attribute AS b
        -- Not what the server counts for itself: see the columns.
        CROSS JOIN LATERAL (
            SELECT pg_catalog.string_agg(
                pg_catalog.quote_ident(v.name) || '=' || CASE pg_catalog.quote_ident(v.value) WHEN v.value THEN v.value ELSE pg_catalog.quote_literal(v.value) END,
                ', ' ORDER BY place
            ) AS options
            FROM pg_catalog.unnest(b.attoptions) WITH ORDINALITY AS o (option, place)
            CROSS JOIN LATERAL (
                SELECT pg_catalog.split_part(o.option, '=', 1) AS name, pg_catalog.substr(o.option, pg_catalog.strpos(o.option, '=') + 1) AS value
            ) AS v
            WHERE v.name <> 'pg_attver'
        ) AS y
        WHERE b.attrelid = i.indexrelid AND b.attoptions IS NOT NULL AND y.options IS NOT NULL
    ) END::pg_catalog.text[] AS "key options",
    recent.nulls_are_equal::pg_catalog.bool AS "nulls are equal",
    CASE WHEN shape.is_plain THEN i.indpred END::pg_catalog.text AS tree
FROM pg_catalog.pg_index AS i
-- New in version 15: a column that is not there is this one.
CROSS JOIN (VALUES (false)) AS absent (indnullsnotdistinct)
CROSS JOIN LATERAL (SELECT indnullsnotdistinct AS nulls_are_equal FROM (SELECT i.*) AS own) AS recent
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
CROSS JOIN LATERAL (SELECT i.indexprs IS NULL AND c.reloptions IS NULL AS is_plain) AS shape
LEFT JOIN pg_catalog.pg_constraint AS k
    ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objoid = i.indexrelid AND d.objsubid = 0
WHERE i.indrelid = ANY ($1)
