-- The row-level security policies of some tables.
-- path: users
-- $1 oid[]: the tables
-- -> relation oid, name text, permissive bool, command text, roles text[] (empty: everybody),
--    using_expression text (or null), check_expression text (or null), comment text (or null)
SELECT
    p.polrelid::pg_catalog.oid AS relation,
    p.polname::pg_catalog.text AS name,
    p.polpermissive::pg_catalog.bool AS permissive,
    CASE 
        WHEN p.polcmd OPERATOR(pg_catalog.=) 'r' THEN 'SELECT' WHEN p.polcmd OPERATOR(pg_catalog.=) 'a' THEN 'INSERT' WHEN p.polcmd OPERATOR(pg_catalog.=) 'w' THEN 'UPDATE' WHEN p.polcmd OPERATOR(pg_catalog.=) 'd' THEN 'DELETE'
        ELSE 'ALL'
    END::pg_catalog.text AS command,
    ARRAY(
        SELECT pg_catalog.pg_get_userbyid(r.oid)::pg_catalog.text COLLATE pg_catalog."C"
        FROM pg_catalog.unnest(p.polroles) AS r (oid)
        WHERE r.oid OPERATOR(pg_catalog.<>) 0
        ORDER BY 1
    )::pg_catalog.text[] AS roles,
    pg_catalog.pg_get_expr(p.polqual, p.polrelid)::pg_catalog.text AS using_expression,
    pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)::pg_catalog.text AS check_expression,
    pg_catalog.obj_description(p.oid, 'pg_policy')::pg_catalog.text AS comment
FROM pg_catalog.pg_policy AS p
WHERE p.polrelid OPERATOR(pg_catalog.=) ANY ($1)
ORDER BY p.polrelid, p.polname COLLATE pg_catalog."C"
