-- Functions, procedures and aggregates that neither the system, nor an extension, nor a range type made.
-- -> kind text, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END::pg_catalog.text AS kind,
    p.oid::pg_catalog.regprocedure::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(p.proowner))::pg_catalog.text AS owner,
    CASE WHEN p.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(p.oid) END::pg_catalog.text AS definition,
    CASE WHEN p.prokind = 'a' THEN pg_catalog.pg_get_function_arguments(p.oid) END::pg_catalog.text AS arguments,
    CASE WHEN p.prokind = 'a' THEN pg_catalog.pg_get_function_result(p.oid) END::pg_catalog.text AS returns,
    CASE WHEN p.prokind = 'a' THEN pg_catalog.concat_ws(' ', p.provolatile, p.proparallel) END::pg_catalog.text AS behaviour,
    NULLIF(a.aggkind, 'n')::pg_catalog.text AS "aggregate kind",
    NULLIF(a.aggtransfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS "step",
    NULLIF(a.aggtranstype, 0)::pg_catalog.regtype::pg_catalog.text AS "state",
    NULLIF(a.aggtransspace, 0)::pg_catalog.text AS "state size",
    a.agginitval::pg_catalog.text AS "first state",
    NULLIF(a.aggfinalfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS "last step",
    CASE WHEN a.aggfinalextra OR a.aggfinalmodify <> 'r' THEN pg_catalog.concat_ws(' ', a.aggfinalextra, a.aggfinalmodify) END::pg_catalog.text AS "last step is",
    NULLIF(a.aggcombinefn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS combine,
    NULLIF(a.aggserialfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS serialize,
    NULLIF(a.aggdeserialfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS deserialize,
    NULLIF(a.aggmtransfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS "moving step",
    NULLIF(a.aggminvtransfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS "moving inverse",
    NULLIF(a.aggmfinalfn::pg_catalog.oid, 0)::pg_catalog.regprocedure::pg_catalog.text AS "moving last step",
    NULLIF(a.aggmtranstype, 0)::pg_catalog.regtype::pg_catalog.text AS "moving state",
    NULLIF(a.aggmtransspace, 0)::pg_catalog.text AS "moving state size",
    a.aggminitval::pg_catalog.text AS "moving first state",
    CASE WHEN a.aggmfinalextra OR a.aggmfinalmodify <> 'r' THEN pg_catalog.concat_ws(' ', a.aggmfinalextra, a.aggmfinalmodify) END::pg_catalog.text
        AS "moving last step is",
    (
        SELECT pg_catalog.string_agg(pg_catalog.quote_ident(x.extname), ', ' ORDER BY x.extname COLLATE pg_catalog."C")
        FROM pg_catalog.pg_depend AS e
        JOIN pg_catalog.pg_extension AS x ON e.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass AND x.oid = e.refobjid
        WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.deptype = 'x'
    )::pg_catalog.text AS "goes with",
    NULLIF(a.aggsortop, 0)::pg_catalog.regoperator::pg_catalog.text AS "sort operator",
    p.proacl::pg_catalog.text[] AS acl,
    CASE WHEN p.proacl IS NOT NULL THEN pg_catalog.acldefault('f', p.proowner) END::pg_catalog.text[] AS usual,
    CASE WHEN p.proacl IS NOT NULL THEN pg_catalog.makeaclitem(0, p.proowner, 'SELECT', false) END::pg_catalog.text AS grantor,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_aggregate AS a ON a.aggfnoid = p.oid
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS e
        WHERE e.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i')
    )
