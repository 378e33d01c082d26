-- Enums, composite types, domains, ranges and base types that neither the system nor an extension made; not those
-- that come and go with something else: arrays, rows of tables, multiranges.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    CASE t.typtype WHEN 'd' THEN 'domain' ELSE 'type' END::pg_catalog.text AS kind,
    t.oid::pg_catalog.regtype::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(t.typowner))::pg_catalog.text AS owner,
    (
        SELECT pg_catalog.string_agg(pg_catalog.quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
        FROM pg_catalog.pg_enum AS e WHERE e.enumtypid = t.oid
    )::pg_catalog.text AS labels,
    (
        SELECT pg_catalog.string_agg(
            pg_catalog.concat_ws(
                ' ', pg_catalog.quote_ident(a.attname), pg_catalog.format_type(a.atttypid, a.atttypmod),
                CASE WHEN a.attcollation <> b.typcollation THEN 'COLLATE ' || a.attcollation::pg_catalog.regcollation::pg_catalog.text END
            ), ', ' ORDER BY a.attnum
        )
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_type AS b ON b.oid = a.atttypid
        WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
    )::pg_catalog.text AS attributes,
    (
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname) || ': ' || f.description, E'\n' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_description AS f
            ON f.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND f.objoid = a.attrelid AND f.objsubid = a.attnum
        WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND NOT a.attisdropped
    )::pg_catalog.text AS "comments of attributes",
    CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) END::pg_catalog.text AS base,
    CASE WHEN t.typtype = 'd' AND t.typcollation <> u.typcollation THEN t.typcollation::pg_catalog.regcollation::pg_catalog.text END::pg_catalog.text AS collation,
    CASE WHEN t.typnotnull THEN 'yes' END::pg_catalog.text AS "not null",
    t.typdefault::pg_catalog.text AS "default",
    CASE WHEN g.rngtypid IS NOT NULL THEN pg_catalog.concat_ws(
        ', ', g.rngsubtype::pg_catalog.regtype, NULLIF(g.rngcollation, 0)::pg_catalog.regcollation, NULLIF(g.rngsubdiff::pg_catalog.oid, 0)::pg_catalog.regprocedure,
        NULLIF(g.rngcanonical::pg_catalog.oid, 0)::pg_catalog.regprocedure, g.rngmultitypid::pg_catalog.regtype,
        (
            SELECT pg_catalog.format('%I.%I', k.nspname, o.opcname) FROM pg_catalog.pg_opclass AS o
            JOIN pg_catalog.pg_namespace AS k ON k.oid = o.opcnamespace WHERE o.oid = g.rngsubopc
        ),
        'multirange: ' || pg_catalog.obj_description(g.rngmultitypid, 'pg_type')
    ) END::pg_catalog.text AS "range of",
    CASE WHEN t.typtype IN ('b', 'p') THEN pg_catalog.concat_ws(
        ', ', t.typinput, t.typoutput, t.typreceive, t.typsend, t.typlen, t.typbyval, t.typalign, t.typstorage, t.typcategory,
        t.typispreferred, t.typdelim
    ) END::pg_catalog.text AS definition,
    t.typacl::pg_catalog.text[] AS acl,
    CASE WHEN t.typacl IS NOT NULL THEN pg_catalog.acldefault('T', t.typowner) END::pg_catalog.text[] AS usual,
    CASE WHEN t.typacl IS NOT NULL THEN pg_catalog.makeaclitem(0, t.typowner, 'SELECT', false) END::pg_catalog.text AS grantor,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_type AS u ON u.oid = t.typbasetype
LEFT JOIN pg_catalog.pg_range AS g ON g.rngtypid = t.oid
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND t.typtype <> 'm' AND t.typsubscript <> 'pg_catalog.array_subscript_handler'::pg_catalog.regproc
    AND (t.typtype <> 'c' OR EXISTS (SELECT FROM pg_catalog.pg_class AS c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = t.oid AND e.deptype = 'e'
    )
UNION ALL
-- The constraints of domains.
SELECT
    'constraint', pg_catalog.quote_ident(k.conname) || ' on ' || k.contypid::pg_catalog.regtype::pg_catalog.text, 'domain ' || k.contypid::pg_catalog.regtype::pg_catalog.text,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, pg_catalog.pg_get_constraintdef(k.oid), NULL, NULL, NULL, d.description
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_namespace AS n ON n.oid = k.connamespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.contypid <> 0 AND k.contype = 'c' AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_type'::pg_catalog.regclass AND e.objid = k.contypid AND e.deptype = 'e'
    )
