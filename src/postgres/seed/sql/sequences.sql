-- The sequences that count upwards behind some columns: owned by them, or in their default.
-- $1 oid[]: tables  $2 text[]: a column of each  $3 int8[]: the highest number in each
-- -> name text (qualified, quoted), max int8, highest int8
SELECT
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS name,
    q.seqmax::pg_catalog.int8 AS max,
    pg_catalog.max(w.highest)::pg_catalog.int8 AS highest
FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3)) AS w (relation, name, highest)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = w.relation AND a.attname = w.name
CROSS JOIN LATERAL (
    SELECT d.objid AS oid
    FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
        AND d.refobjid = a.attrelid
        AND d.refobjsubid = a.attnum
        AND d.deptype IN ('a', 'i')
    UNION
    SELECT d.refobjid
    FROM pg_catalog.pg_attrdef AS e
    JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND d.objid = e.oid
    WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
) AS f
JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = f.oid AND q.seqincrement > 0
JOIN pg_catalog.pg_class AS c ON c.oid = q.seqrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
GROUP BY n.nspname, c.relname, q.seqmax
ORDER BY n.nspname, c.relname
