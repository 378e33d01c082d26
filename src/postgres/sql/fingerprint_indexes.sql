-- The indexes of some tables and materialized views.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text (its constraint, or the index of the parent table, or null); every column
--    behind them is an aspect: text, null where it is as usual
SELECT
    i.indrelid::oid AS relation,
    (quote_ident(n.nspname) || '.' || quote_ident(c.relname))::text AS name,
    CASE
        WHEN k.oid IS NOT NULL THEN 'constraint ' || quote_ident(k.conname) || ' on ' || k.conrelid::regclass::text
        WHEN h.inhparent IS NOT NULL THEN 'index ' || h.inhparent::regclass::text
    END::text AS within,
    pg_get_indexdef(i.indexrelid)::text AS definition,
    CASE WHEN h.inhparent IS NOT NULL THEN h.inhparent::regclass::text END::text AS "attached to",
    CASE WHEN NOT i.indisvalid THEN 'no' END::text AS valid,
    CASE WHEN NOT i.indisready THEN 'no' END::text AS ready,
    CASE WHEN i.indisclustered THEN 'yes' END::text AS clustered,
    CASE WHEN i.indisreplident THEN 'yes' END::text AS "replica identity",
    quote_ident(s.spcname)::text AS tablespace,
    (
        SELECT string_agg(a.attnum || ': ' || a.attstattarget, ', ' ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0 AND i.indexprs IS NOT NULL
    )::text AS statistics,
    d.description::text AS comment
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_constraint AS k
    ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_catalog.pg_inherits AS h ON h.inhrelid = i.indexrelid
LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_class'::regclass AND d.objoid = i.indexrelid AND d.objsubid = 0
WHERE i.indrelid = ANY ($1)
