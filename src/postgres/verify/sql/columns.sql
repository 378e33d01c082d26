-- The columns of tables, as far as a row has to be made.
-- -> relation oid, name text, type_name text, category text (U uuid, N number, S text, B boolean,
--    D time, J json, E enum, A array, R range, O other), label text (an enum's first), not_null bool,
--    has_default bool, is_generated bool, is_key bool (of a primary, unique or foreign key),
--    is_primary bool
SELECT
    a.attrelid::pg_catalog.oid AS relation,
    a.attname::pg_catalog.text AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod)::pg_catalog.text AS type_name,
    CASE
        WHEN b.oid = 'pg_catalog.uuid'::pg_catalog.regtype THEN 'U'
        WHEN b.oid IN ('pg_catalog.json'::pg_catalog.regtype, 'pg_catalog.jsonb'::pg_catalog.regtype) THEN 'J'
        WHEN b.typtype = 'e' THEN 'E'
        WHEN b.typtype IN ('r', 'm') THEN 'R'
        WHEN b.typcategory IN ('N', 'S', 'B', 'D', 'A') THEN b.typcategory::pg_catalog.text
        ELSE 'O'
    END::pg_catalog.text AS category,
    (SELECT e.enumlabel::pg_catalog.text FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = b.oid ORDER BY e.enumsortorder LIMIT 1) AS label,
    (a.attnotnull OR t.typnotnull)::pg_catalog.bool AS not_null,
    (a.atthasdef OR a.attidentity <> '')::pg_catalog.bool AS has_default,
    (a.attgenerated <> '')::pg_catalog.bool AS is_generated,
    EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k
        WHERE k.conrelid = a.attrelid AND k.contype IN ('p', 'u', 'f') AND a.attnum = ANY (k.conkey)
    )::pg_catalog.bool AS is_key,
    EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k
        WHERE k.conrelid = a.attrelid AND k.contype = 'p' AND a.attnum = ANY (k.conkey)
    )::pg_catalog.bool AS is_primary
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.pg_type AS b ON b.oid = COALESCE(NULLIF(t.typbasetype, 0), t.oid)
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY a.attrelid, a.attnum
