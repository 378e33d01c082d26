-- Publications of version 14, which sends whole tables alone.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    'publication'::pg_catalog.text AS kind,
    pg_catalog.quote_ident(p.pubname)::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(p.pubowner))::pg_catalog.text AS owner,
    (
        SELECT pg_catalog.string_agg(CASE j.value WHEN 'true' THEN j.key ELSE j.key || ' ' || j.value END, ', ' ORDER BY j.key COLLATE pg_catalog."C")
        FROM pg_catalog.jsonb_each_text(pg_catalog.to_jsonb(p)) AS j
        WHERE j.key NOT IN ('oid', 'pubname', 'pubowner') AND j.value <> 'false'
    )::pg_catalog.text AS options,
    (
        SELECT pg_catalog.string_agg(r.prrelid::pg_catalog.regclass::pg_catalog.text, E'\n' ORDER BY r.prrelid::pg_catalog.regclass::pg_catalog.text COLLATE pg_catalog."C")
        FROM pg_catalog.pg_publication_rel AS r WHERE r.prpubid = p.oid
    )::pg_catalog.text AS tables,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_publication AS p
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_publication'::pg_catalog.regclass AND d.objoid = p.oid AND d.objsubid = 0
