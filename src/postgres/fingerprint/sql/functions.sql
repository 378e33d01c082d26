-- Functions, procedures and aggregates that neither the system, nor an extension, nor a range type made.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END::text AS kind,
    p.oid::regprocedure::text AS name,
    NULL::text AS within,
    quote_ident(pg_get_userbyid(p.proowner))::text AS owner,
    CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END::text AS definition,
    CASE WHEN p.prokind = 'a' THEN pg_get_function_arguments(p.oid) END::text AS arguments,
    CASE WHEN p.prokind = 'a' THEN pg_get_function_result(p.oid) END::text AS returns,
    CASE WHEN p.prokind = 'a' THEN concat_ws(' ', p.provolatile, p.proparallel) END::text AS behaviour,
    NULLIF(a.aggkind, 'n')::text AS "aggregate kind",
    NULLIF(a.aggtransfn::oid, 0)::regprocedure::text AS "step",
    NULLIF(a.aggtranstype, 0)::regtype::text AS "state",
    NULLIF(a.aggtransspace, 0)::text AS "state size",
    a.agginitval::text AS "first state",
    NULLIF(a.aggfinalfn::oid, 0)::regprocedure::text AS "last step",
    CASE WHEN a.aggfinalextra OR a.aggfinalmodify <> 'r' THEN concat_ws(' ', a.aggfinalextra, a.aggfinalmodify) END::text AS "last step is",
    NULLIF(a.aggcombinefn::oid, 0)::regprocedure::text AS combine,
    NULLIF(a.aggserialfn::oid, 0)::regprocedure::text AS serialize,
    NULLIF(a.aggdeserialfn::oid, 0)::regprocedure::text AS deserialize,
    NULLIF(a.aggmtransfn::oid, 0)::regprocedure::text AS "moving step",
    NULLIF(a.aggminvtransfn::oid, 0)::regprocedure::text AS "moving inverse",
    NULLIF(a.aggmfinalfn::oid, 0)::regprocedure::text AS "moving last step",
    NULLIF(a.aggmtranstype, 0)::regtype::text AS "moving state",
    a.aggminitval::text AS "moving first state",
    NULLIF(a.aggsortop, 0)::regoperator::text AS "sort operator",
    p.proacl::text[] AS acl,
    CASE WHEN p.proacl IS NOT NULL THEN acldefault('f', p.proowner) END::text[] AS usual,
    CASE WHEN p.proacl IS NOT NULL THEN makeaclitem(0, p.proowner, 'SELECT', false) END::text AS grantor,
    d.description::text AS comment
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_aggregate AS a ON a.aggfnoid = p.oid
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_proc'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i')
    )
