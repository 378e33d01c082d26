-- The row-level security policies of some tables.
-- $1 oid[]: the tables
-- -> relation oid, name text, permissive bool, command text, roles text[] (empty: everybody),
--    using_expression text (or null), check_expression text (or null), comment text (or null)
SELECT
    p.polrelid::oid AS relation,
    p.polname::text AS name,
    p.polpermissive::bool AS permissive,
    CASE p.polcmd
        WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE'
        ELSE 'ALL'
    END::text AS command,
    ARRAY(
        SELECT pg_get_userbyid(r.oid)::text COLLATE "C"
        FROM unnest(p.polroles) AS r (oid)
        WHERE r.oid <> 0
        ORDER BY 1
    )::text[] AS roles,
    pg_get_expr(p.polqual, p.polrelid)::text AS using_expression,
    pg_get_expr(p.polwithcheck, p.polrelid)::text AS check_expression,
    obj_description(p.oid, 'pg_policy')::text AS comment
FROM pg_catalog.pg_policy AS p
WHERE p.polrelid = ANY ($1)
ORDER BY p.polrelid, p.polname COLLATE "C"
