-- The row-level security policies of some tables; their expressions as they are stored, for the server is slow to
-- write one.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text, object oid, "using tree" text, "check tree" text (or null); every other
--    column is an aspect: text, null where it is as usual
SELECT
    p.polrelid::pg_catalog.oid AS relation,
    pg_catalog.quote_ident(p.polname)::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END::pg_catalog.text AS mode,
    CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END::pg_catalog.text
        AS command,
    CASE WHEN p.polroles = '{0}' THEN 'PUBLIC' ELSE (
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x)), ', ' ORDER BY pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x)) COLLATE pg_catalog."C")
        FROM pg_catalog.unnest(p.polroles) AS x
    ) END::pg_catalog.text AS roles,
    d.description::pg_catalog.text AS comment,
    p.oid::pg_catalog.oid AS object,
    p.polqual::pg_catalog.text AS "using tree",
    p.polwithcheck::pg_catalog.text AS "check tree"
FROM pg_catalog.pg_policy AS p
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_policy'::pg_catalog.regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE p.polrelid = ANY ($1)
