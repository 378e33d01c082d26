-- Publications, with their tables and schemas; since version 15.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    'publication'::pg_catalog.text AS kind,
    pg_catalog.quote_ident(p.pubname)::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(p.pubowner))::pg_catalog.text AS owner,
    (
        SELECT pg_catalog.string_agg(CASE j.value WHEN 'true' THEN j.key ELSE j.key || ' ' || j.value END, ', ' ORDER BY j.key COLLATE pg_catalog."C")
        FROM pg_catalog.jsonb_each_text(pg_catalog.to_jsonb(p)) AS j
        WHERE j.key NOT IN ('oid', 'pubname', 'pubowner') AND j.value NOT IN ('false', 'n')
    )::pg_catalog.text AS options,
    (
        SELECT pg_catalog.string_agg(
            pg_catalog.concat_ws(
                ' ', r.prrelid::pg_catalog.regclass,
                (
                    SELECT '(' || pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE pg_catalog."C") || ')'
                    FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)
                ),
                'WHERE ' || pg_catalog.pg_get_expr(r.prqual, r.prrelid)
            ), E'\n' ORDER BY r.prrelid::pg_catalog.regclass::pg_catalog.text COLLATE pg_catalog."C"
        )
        FROM pg_catalog.pg_publication_rel AS r WHERE r.prpubid = p.oid
    )::pg_catalog.text AS tables,
    (
        SELECT pg_catalog.string_agg(s.pnnspid::pg_catalog.regnamespace::pg_catalog.text, ', ' ORDER BY s.pnnspid::pg_catalog.regnamespace::pg_catalog.text COLLATE pg_catalog."C")
        FROM pg_catalog.pg_publication_namespace AS s WHERE s.pnpubid = p.oid
    )::pg_catalog.text AS schemas,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_publication AS p
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND d.objoid = p.oid AND d.objsubid = 0
