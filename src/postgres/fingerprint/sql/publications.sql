-- Publications, with their tables and schemas; since version 15.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    'publication'::text AS kind,
    quote_ident(p.pubname)::text AS name,
    NULL::text AS within,
    quote_ident(pg_get_userbyid(p.pubowner))::text AS owner,
    (
        SELECT string_agg(CASE j.value WHEN 'true' THEN j.key ELSE j.key || ' ' || j.value END, ', ' ORDER BY j.key COLLATE "C")
        FROM jsonb_each_text(to_jsonb(p)) AS j
        WHERE j.key NOT IN ('oid', 'pubname', 'pubowner') AND j.value NOT IN ('false', 'n')
    )::text AS options,
    (
        SELECT string_agg(
            concat_ws(
                ' ', r.prrelid::regclass,
                (
                    SELECT '(' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C") || ')'
                    FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)
                ),
                'WHERE ' || pg_get_expr(r.prqual, r.prrelid)
            ), E'\n' ORDER BY r.prrelid::regclass::text COLLATE "C"
        )
        FROM pg_catalog.pg_publication_rel AS r WHERE r.prpubid = p.oid
    )::text AS tables,
    (
        SELECT string_agg(s.pnnspid::regnamespace::text, ', ' ORDER BY s.pnnspid::regnamespace::text COLLATE "C")
        FROM pg_catalog.pg_publication_namespace AS s WHERE s.pnpubid = p.oid
    )::text AS schemas,
    d.description::text AS comment
FROM pg_catalog.pg_publication AS p
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_publication'::regclass AND d.objoid = p.oid AND d.objsubid = 0
