-- The indexes of some tables and materialized views. The server writes definitions slowly, for it prepares for
-- expressions each time: it is asked for those that have some, the others are put together here.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text (its constraint, or the index of the parent table, or null); every column
--    behind them is an aspect: text, null where it is as usual
WITH keys AS (
    SELECT
        i.indexrelid, x.place <= i.indnkeyatts AS is_key,
        string_agg(
            concat_ws(
                ' ', quote_ident(a.attname),
                CASE WHEN x.coll <> 0 AND x.coll <> a.attcollation THEN 'COLLATE ' || x.coll::regcollation::text END,
                -- Told wherever another one could be meant.
                CASE WHEN NOT o.opcdefault OR o.opcintype <> a.atttypid THEN quote_ident(n.nspname) || '.' || quote_ident(o.opcname) END,
                CASE WHEN b.attoptions IS NOT NULL THEN '(' || array_to_string(b.attoptions, ', ') || ')' END,
                CASE WHEN x.option & 1 = 1 THEN 'DESC' END,
                CASE x.option & 3 WHEN 2 THEN 'NULLS FIRST' WHEN 1 THEN 'NULLS LAST' END
            ), ', ' ORDER BY x.place
        ) AS list
    FROM pg_catalog.pg_index AS i
    CROSS JOIN LATERAL ROWS FROM (
        unnest(i.indkey::int2[]), unnest(i.indcollation::oid[]), unnest(i.indclass::oid[]), unnest(i.indoption::int2[])
    ) WITH ORDINALITY AS x (key, coll, class, option, place)
    JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = x.key
    JOIN pg_catalog.pg_attribute AS b ON b.attrelid = i.indexrelid AND b.attnum = x.place
    LEFT JOIN pg_catalog.pg_opclass AS o ON o.oid = x.class
    LEFT JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace
    WHERE i.indrelid = ANY ($1) AND i.indexprs IS NULL AND i.indpred IS NULL
    GROUP BY i.indexrelid, x.place <= i.indnkeyatts
)
SELECT
    i.indrelid::oid AS relation,
    (quote_ident(n.nspname) || '.' || quote_ident(c.relname))::text AS name,
    CASE
        WHEN k.oid IS NOT NULL THEN 'constraint ' || quote_ident(k.conname) || ' on ' || k.conrelid::regclass::text
        WHEN h.inhparent IS NOT NULL THEN 'index ' || h.inhparent::regclass::text
    END::text AS within,
    CASE
        WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL THEN pg_get_indexdef(i.indexrelid)
        ELSE concat_ws(
            ' ', CASE WHEN i.indisunique THEN 'UNIQUE' END, CASE WHEN NOT i.indimmediate THEN 'DEFERRABLE' END,
            CASE WHEN i.indisexclusion THEN 'EXCLUSION' END, m.amname, '(' || q.list || ')', 'INCLUDE (' || r.list || ')',
            CASE WHEN i.indnullsnotdistinct THEN 'NULLS NOT DISTINCT' END
        )
    END::text AS definition,
    CASE WHEN c.reloptions IS NOT NULL THEN (
        SELECT string_agg(x, ', ' ORDER BY x COLLATE "C") FROM unnest(c.reloptions) AS x
    ) END::text AS options,
    CASE WHEN h.inhparent IS NOT NULL THEN h.inhparent::regclass::text END::text AS "attached to",
    CASE WHEN NOT i.indisvalid THEN 'no' END::text AS valid,
    CASE WHEN NOT i.indisready THEN 'no' END::text AS ready,
    CASE WHEN i.indisclustered THEN 'yes' END::text AS clustered,
    CASE WHEN i.indisreplident THEN 'yes' END::text AS "replica identity",
    quote_ident(s.spcname)::text AS tablespace,
    CASE WHEN i.indexprs IS NOT NULL THEN (
        SELECT string_agg(a.attnum || ': ' || a.attstattarget, ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0
    ) END::text AS statistics,
    d.description::text AS comment
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_am AS m ON m.oid = c.relam
LEFT JOIN keys AS q ON q.indexrelid = i.indexrelid AND q.is_key
LEFT JOIN keys AS r ON r.indexrelid = i.indexrelid AND NOT r.is_key
LEFT JOIN pg_catalog.pg_constraint AS k
    ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_class'::regclass AND d.objoid = i.indexrelid AND d.objsubid = 0
WHERE i.indrelid = ANY ($1)
