-- Functions, procedures and aggregates, as expressions refer to them. A body is what a function of SQL runs: as the server
-- stored it, or as text (PL/pgSQL's, too), for which `path` is where it looks for names.
-- -> oid oid, schema text, name text, arguments oid[], argument_names text[], kind oid, is_set bool, is_strict bool,
--    is_volatile bool, is_definer bool, tree text, body text, path text
SELECT
    p.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    p.proname::pg_catalog.text AS name,
    p.proargtypes::pg_catalog.oid[] AS arguments,
    COALESCE(p.proargnames, '{}')::pg_catalog.text[] AS argument_names,
    p.prorettype::pg_catalog.oid AS kind,
    p.proretset::pg_catalog.bool AS is_set,
    p.proisstrict::pg_catalog.bool AS is_strict,
    (p.provolatile = 'v')::pg_catalog.bool AS is_volatile,
    p.prosecdef::pg_catalog.bool AS is_definer,
    CASE WHEN p.oid >= 16384 AND l.lanname = 'sql' THEN p.prosqlbody::pg_catalog.text END AS tree,
    CASE WHEN p.oid >= 16384 AND l.lanname IN ('sql', 'plpgsql') AND p.prosqlbody IS NULL THEN p.prosrc END::pg_catalog.text AS body,
    (
        SELECT pg_catalog.substr(s.setting, 13) FROM pg_catalog.unnest(p.proconfig) AS s (setting)
        WHERE s.setting ~~ 'search_path=%'
    )::pg_catalog.text AS path
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
JOIN pg_catalog.pg_language AS l ON l.oid = p.prolang
WHERE p.oid >= 16384 OR n.nspname = 'pg_catalog'
ORDER BY p.oid
