-- Enums, composite types, domains, ranges and base types that neither the system nor an extension made; not those
-- that come and go with something else: arrays, rows of tables, multiranges.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END::text AS kind,
    t.oid::regtype::text AS name,
    NULL::text AS within,
    quote_ident(pg_get_userbyid(t.typowner))::text AS owner,
    (
        SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
        FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid
    )::text AS labels,
    (
        SELECT string_agg(
            concat_ws(
                ' ', quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attcollation <> b.typcollation THEN 'COLLATE ' || a.attcollation::regcollation::text END
            ), ', ' ORDER BY a.attnum
        )
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_type AS b ON b.oid = a.atttypid
        WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
    )::text AS attributes,
    (
        SELECT string_agg(quote_ident(a.attname) || ': ' || f.description, E'\n' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_description AS f
            ON f.classoid = 'pg_class'::regclass AND f.objoid = a.attrelid AND f.objsubid = a.attnum
        WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND NOT a.attisdropped
    )::text AS "comments of attributes",
    CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END::text AS base,
    CASE WHEN t.typtype = 'd' AND t.typcollation <> u.typcollation THEN t.typcollation::regcollation::text END::text AS collation,
    CASE WHEN t.typnotnull THEN 'yes' END::text AS "not null",
    t.typdefault::text AS "default",
    CASE WHEN g.rngtypid IS NOT NULL THEN concat_ws(
        ', ', g.rngsubtype::regtype, NULLIF(g.rngcollation, 0)::regcollation, NULLIF(g.rngsubdiff::oid, 0)::regprocedure,
        NULLIF(g.rngcanonical::oid, 0)::regprocedure, g.rngmultitypid::regtype
    ) END::text AS "range of",
    CASE WHEN t.typtype IN ('b', 'p') THEN concat_ws(
        ', ', t.typinput, t.typoutput, t.typreceive, t.typsend, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory,
        t.typispreferred, t.typdelim
    ) END::text AS definition,
    t.typacl::text[] AS acl,
    CASE WHEN t.typacl IS NOT NULL THEN acldefault('T', t.typowner) END::text[] AS usual,
    CASE WHEN t.typacl IS NOT NULL THEN makeaclitem(0, t.typowner, 'SELECT', false) END::text AS grantor,
    d.description::text AS comment
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_type AS u ON u.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_range AS g ON g.rngtypid = t.oid
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_type'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND t.typtype <> 'm' AND t.typsubscript <> 'array_subscript_handler'::regproc
    AND (t.typtype <> 'c' OR EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e'
    )
UNION ALL
-- The constraints of domains.
SELECT
    'constraint', quote_ident(k.conname) || ' on ' || k.contypid::regtype::text, 'domain ' || k.contypid::regtype::text,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, pg_get_constraintdef(k.oid), NULL, NULL, NULL, d.description
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.contypid <> 0 AND k.contype = 'c' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_type'::regclass AND e.objid = k.contypid AND e.deptype = 'e'
    )
