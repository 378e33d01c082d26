-- Functions and procedures that neither the system nor an extension made.
-- $1 oid: the application's role, 0 where there is none  -> oid oid, name text, owner oid, definer bool,
--    fixed_path bool, leakproof bool, immutable bool, may_execute bool, body text
SELECT
    p.oid::oid AS oid,
    format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))::text AS name,
    p.proowner::oid AS owner,
    p.prosecdef::bool AS definer,
    EXISTS (SELECT FROM unnest(p.proconfig) AS s WHERE s LIKE 'search_path=%')::bool AS fixed_path,
    p.proleakproof::bool AS leakproof,
    (p.provolatile = 'i')::bool AS immutable,
    COALESCE(has_function_privilege(a.oid, p.oid, 'EXECUTE'), false)::bool AS may_execute,
    (p.prosrc || COALESCE(pg_get_function_sqlbody(p.oid), ''))::text AS body
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_roles AS a ON a.oid = $1
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e'
    )
ORDER BY n.nspname COLLATE "C", p.proname COLLATE "C", p.oid
