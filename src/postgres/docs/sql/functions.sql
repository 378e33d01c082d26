-- The functions, procedures and aggregates of some schemas, but for what belongs to an extension and
-- what the server made together with a range type.
-- path: users
-- $1 text[]: the schemas
-- -> schema text, name text, kind text, arguments text, returns text (null: a procedure),
--    language text, volatility text, security_definer bool, comment text (or null)
SELECT
    n.nspname::pg_catalog.text AS schema,
    p.proname::pg_catalog.text AS name,
    CASE 
        WHEN p.prokind OPERATOR(pg_catalog.=) 'p' THEN 'procedure' WHEN p.prokind OPERATOR(pg_catalog.=) 'a' THEN 'aggregate' WHEN p.prokind OPERATOR(pg_catalog.=) 'w' THEN 'window function'
        ELSE 'function'
    END::pg_catalog.text AS kind,
    COALESCE(pg_catalog.pg_get_function_arguments(p.oid), '')::pg_catalog.text AS arguments,
    pg_catalog.pg_get_function_result(p.oid)::pg_catalog.text AS returns,
    l.lanname::pg_catalog.text AS language,
    CASE WHEN p.provolatile OPERATOR(pg_catalog.=) 'i' THEN 'immutable' WHEN p.provolatile OPERATOR(pg_catalog.=) 's' THEN 'stable' ELSE 'volatile' END::pg_catalog.text AS volatility,
    p.prosecdef::pg_catalog.bool AS security_definer,
    pg_catalog.obj_description(p.oid, 'pg_proc')::pg_catalog.text AS comment
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
JOIN pg_catalog.pg_language AS l ON l.oid OPERATOR(pg_catalog.=) p.prolang
WHERE n.nspname OPERATOR(pg_catalog.=) ANY ($1)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) p.oid AND d.deptype OPERATOR(pg_catalog.=) ANY ('{e,i}')
    )
ORDER BY n.nspname COLLATE pg_catalog."C", p.proname COLLATE pg_catalog."C",
    pg_catalog.pg_get_function_identity_arguments(p.oid) COLLATE pg_catalog."C"
