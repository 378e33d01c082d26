-- The columns of some tables, and what is below their domains. A default is constant where its expression
-- has nothing but constants, arrays of them, and casts of them by other ways than text.
-- $1 oid[]: the tables
-- -> relation oid, name text, type_name text, base_type text, max_chars int4 (or null), digits int4 (or null),
--    places int4 (or null), labels text[], not_null bool, filled text (n, c, v, i or g), expression text (or null),
--    inputs text[] (of a generated column), domain_checks text[]
SELECT
    a.attrelid::pg_catalog.oid AS relation,
    a.attname::pg_catalog.text AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod)::pg_catalog.text AS type_name,
    pg_catalog.format_type(b.oid, NULL)::pg_catalog.text AS base_type,
    CASE WHEN b.oid IN (1042, 1043) AND b.typmod > 4 THEN b.typmod - 4 END::pg_catalog.int4 AS max_chars,
    CASE WHEN b.oid = 1700 AND b.typmod >= 4 THEN (b.typmod - 4) >> 16 & 65535 END::pg_catalog.int4 AS digits,
    CASE
        WHEN b.oid = 1700 AND b.typmod >= 4 THEN GREATEST(((b.typmod - 4) & 2047 # 1024) - 1024, 0)
    END::pg_catalog.int4 AS places,
    ARRAY(
        SELECT e.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = b.oid ORDER BY e.enumsortorder
    )::pg_catalog.text[] AS labels,
    (a.attnotnull OR s.not_null)::pg_catalog.bool AS not_null,
    CASE
        WHEN a.attgenerated <> '' THEN 'g'
        WHEN a.attidentity <> '' THEN 'i'
        WHEN d.tree IS NULL THEN 'n'
        WHEN d.tree ~ ':funcformat [03]' THEN 'v'
        WHEN
            d.tree ~ '\{(?!(CONST|RELABELTYPE|ARRAY|ARRAYEXPR|ARRAYCOERCEEXPR|COERCETODOMAIN|FUNCEXPR|CASETESTEXPR|COLLATEEXPR|COLLATE) )'
            THEN 'v'
        ELSE 'c'
    END::pg_catalog.text AS filled,
    COALESCE(pg_catalog.pg_get_expr(e.adbin, e.adrelid), t.typdefault)::pg_catalog.text AS expression,
    ARRAY(
        SELECT i.attname::pg_catalog.text
        FROM pg_catalog.pg_depend AS p
        JOIN pg_catalog.pg_attribute AS i ON i.attrelid = a.attrelid AND i.attnum = p.refobjsubid
        WHERE a.attgenerated <> ''
            AND p.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
            AND p.objid = e.oid
            AND p.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND p.refobjid = a.attrelid
            AND p.refobjsubid > 0
            AND p.refobjsubid <> a.attnum
        ORDER BY i.attnum
    )::pg_catalog.text[] AS inputs,
    s.checks::pg_catalog.text[] AS domain_checks
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
LEFT JOIN pg_catalog.pg_attrdef AS e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
CROSS JOIN LATERAL (SELECT COALESCE(e.adbin, t.typdefaultbin)::pg_catalog.text AS tree) AS d
CROSS JOIN LATERAL (
    WITH RECURSIVE chain AS (
        SELECT a.atttypid AS oid, a.atttypmod AS typmod, 0 AS depth
        UNION ALL
        SELECT u.typbasetype, u.typtypmod, c.depth + 1
        FROM chain AS c
        JOIN pg_catalog.pg_type AS u ON u.oid = c.oid AND u.typtype = 'd'
    )
    SELECT
        pg_catalog.array_agg(c.oid ORDER BY c.depth)::pg_catalog.oid[] AS oids,
        (pg_catalog.array_agg(c.oid ORDER BY c.depth DESC))[1] AS oid,
        (pg_catalog.array_agg(c.typmod ORDER BY c.depth DESC))[1] AS typmod
    FROM chain AS c
) AS b
CROSS JOIN LATERAL (
    SELECT
        EXISTS (
            SELECT FROM pg_catalog.pg_type AS u WHERE u.oid = ANY (b.oids) AND u.typtype = 'd' AND u.typnotnull
        ) AS not_null,
        ARRAY(
            SELECT pg_catalog.pg_get_constraintdef(k.oid)::pg_catalog.text
            FROM pg_catalog.pg_constraint AS k
            WHERE k.contypid <> 0 AND k.contypid = ANY (b.oids) AND k.contype = 'c'
            ORDER BY pg_catalog.array_position(b.oids, k.contypid), k.conname COLLATE pg_catalog."C"
        ) AS checks
) AS s
WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
