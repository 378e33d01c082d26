-- The row-level security policies of some tables.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    p.polrelid::oid AS relation,
    quote_ident(p.polname)::text AS name,
    NULL::text AS within,
    CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END::text AS mode,
    CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END::text
        AS command,
    (
        SELECT string_agg(y.role, ', ' ORDER BY y.role COLLATE "C")
        FROM unnest(p.polroles) AS x
        CROSS JOIN LATERAL (SELECT CASE x WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x)) END AS role) AS y
    )::text AS roles,
    pg_get_expr(p.polqual, p.polrelid)::text AS "using",
    pg_get_expr(p.polwithcheck, p.polrelid)::text AS "check",
    d.description::text AS comment
FROM pg_catalog.pg_policy AS p
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE p.polrelid = ANY ($1)
