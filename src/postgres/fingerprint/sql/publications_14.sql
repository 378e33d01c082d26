-- Publications of version 14, which sends whole tables alone.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    'publication'::text AS kind,
    quote_ident(p.pubname)::text AS name,
    NULL::text AS within,
    quote_ident(pg_get_userbyid(p.pubowner))::text AS owner,
    (
        SELECT string_agg(CASE j.value WHEN 'true' THEN j.key ELSE j.key || ' ' || j.value END, ', ' ORDER BY j.key COLLATE "C")
        FROM jsonb_each_text(to_jsonb(p)) AS j
        WHERE j.key NOT IN ('oid', 'pubname', 'pubowner') AND j.value <> 'false'
    )::text AS options,
    (
        SELECT string_agg(r.prrelid::regclass::text, E'\n' ORDER BY r.prrelid::regclass::text COLLATE "C")
        FROM pg_catalog.pg_publication_rel AS r WHERE r.prpubid = p.oid
    )::text AS tables,
    d.description::text AS comment
FROM pg_catalog.pg_publication AS p
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_publication'::regclass AND d.objoid = p.oid AND d.objsubid = 0
