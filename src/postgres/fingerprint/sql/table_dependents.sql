-- What belongs to some tables beside their parts: foreign keys that other tables have to them, the index that each
-- foreign key stands on, the extensions that an index depends on, the publications that a table is in.
-- $1 oid[]: the tables
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    'constraint'::pg_catalog.text AS kind,
    (pg_catalog.quote_ident(k.conname) || ' on ' || k.conrelid::pg_catalog.regclass::pg_catalog.text)::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    CASE WHEN x.is_outside THEN pg_catalog.pg_get_constraintdef(k.oid) END::pg_catalog.text AS definition,
    CASE WHEN x.is_outside AND NOT k.convalidated THEN 'no' END::pg_catalog.text AS valid,
    CASE WHEN x.is_outside AND k.coninhcount > 0 AND k.conislocal THEN 'and local' END::pg_catalog.text AS inherited,
    CASE WHEN x.is_outside THEN (
        SELECT pg_catalog.string_agg((t.tgfoid::pg_catalog.regproc)::pg_catalog.text || ' ' || t.tgenabled::pg_catalog.text, ', ' ORDER BY (t.tgfoid::pg_catalog.regproc)::pg_catalog.text COLLATE pg_catalog."C", t.tgenabled)
        FROM pg_catalog.pg_trigger AS t WHERE t.tgconstraint = k.oid AND t.tgisinternal AND t.tgenabled <> 'O'
    ) END::pg_catalog.text AS triggers,
    CASE WHEN x.is_outside THEN pg_catalog.obj_description(k.oid, 'pg_constraint') END::pg_catalog.text AS comment,
    NULLIF(k.conindid, 0)::pg_catalog.regclass::pg_catalog.text AS index,
    NULL::pg_catalog.text AS extensions,
    NULL::pg_catalog.text AS publications
FROM pg_catalog.pg_constraint AS k
CROSS JOIN LATERAL (SELECT k.conrelid <> ALL ($1) AS is_outside) AS x
WHERE k.contype = 'f' AND (k.conrelid = ANY ($1) OR k.confrelid = ANY ($1))
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS p WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid
    )
UNION ALL
SELECT
    'index', i.indexrelid::pg_catalog.regclass::pg_catalog.text, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    pg_catalog.string_agg(e.extname || ' ' || d.deptype::pg_catalog.text, ', ' ORDER BY e.extname COLLATE pg_catalog."C"), NULL
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
JOIN pg_catalog.pg_extension AS e ON e.oid = d.refobjid
WHERE i.indrelid = ANY ($1) AND d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND d.deptype IN ('x', 'e')
GROUP BY i.indexrelid
UNION ALL
SELECT
    'table', r.prrelid::pg_catalog.regclass::pg_catalog.text, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    pg_catalog.string_agg(pg_catalog.quote_ident(p.pubname), ', ' ORDER BY p.pubname COLLATE pg_catalog."C")
FROM pg_catalog.pg_publication_rel AS r
JOIN pg_catalog.pg_publication AS p ON p.oid = r.prpubid
WHERE r.prrelid = ANY ($1)
GROUP BY r.prrelid
