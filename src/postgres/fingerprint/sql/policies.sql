-- The row-level security policies of some tables; their expressions as they are stored, for the server is slow to
-- write one.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text, object oid, "using tree" text, "check tree" text (or null); every other
--    column is an aspect: text, null where it is as usual
SELECT
    p.polrelid::oid AS relation,
    quote_ident(p.polname)::text AS name,
    NULL::text AS within,
    CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END::text AS mode,
    CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END::text
        AS command,
    CASE WHEN p.polroles = '{0}' THEN 'PUBLIC' ELSE (
        SELECT string_agg(quote_ident(pg_get_userbyid(x)), ', ' ORDER BY quote_ident(pg_get_userbyid(x)) COLLATE "C")
        FROM unnest(p.polroles) AS x
    ) END::text AS roles,
    d.description::text AS comment,
    p.oid::oid AS object,
    p.polqual::text AS "using tree",
    p.polwithcheck::text AS "check tree"
FROM pg_catalog.pg_policy AS p
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_policy'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE p.polrelid = ANY ($1)
