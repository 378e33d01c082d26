-- The sequences that count upwards behind some columns: owned by them, or in their default.
-- $1 oid[]: tables  $2 text[]: a column of each  $3 int8[]: the highest number in each
-- -> name text (qualified, quoted), max int8, highest int8
SELECT
    format('%I.%I', n.nspname, c.relname)::text AS name,
    q.seqmax::int8 AS max,
    max(w.highest)::int8 AS highest
FROM unnest($1, $2, $3) AS w (relation, name, highest)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = w.relation AND a.attname = w.name
CROSS JOIN LATERAL (
    SELECT d.objid AS oid
    FROM pg_catalog.pg_depend AS d
    WHERE d.classid = 'pg_class'::regclass
        AND d.refclassid = 'pg_class'::regclass
        AND d.refobjid = a.attrelid
        AND d.refobjsubid = a.attnum
        AND d.deptype IN ('a', 'i')
    UNION
    SELECT d.refobjid
    FROM pg_catalog.pg_attrdef AS e
    JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_attrdef'::regclass AND d.objid = e.oid
    WHERE e.adrelid = a.attrelid AND e.adnum = a.attnum AND d.refclassid = 'pg_class'::regclass
) AS f
JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = f.oid AND q.seqincrement > 0
JOIN pg_catalog.pg_class AS c ON c.oid = q.seqrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
GROUP BY n.nspname, c.relname, q.seqmax
ORDER BY n.nspname, c.relname
