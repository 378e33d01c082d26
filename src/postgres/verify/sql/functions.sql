-- Functions and procedures that neither the system nor an extension made; of those that run as their owner also what was
-- added to an extension.
-- path: users
-- $1 oid: the application's role, 0 where there is none  -> oid oid, name text, owner oid, definer bool,
--    path text, config text[], language text, leakproof bool, immutable bool, may_execute bool, body text
SELECT
    p.oid::pg_catalog.oid AS oid,
    pg_catalog.format('%s.%s(%s)', n.nspname, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid))::pg_catalog.text AS name,
    p.proowner::pg_catalog.oid AS owner,
    p.prosecdef::pg_catalog.bool AS definer,
    (
        SELECT pg_catalog.substr(s, 13) FROM pg_catalog.unnest(p.proconfig) AS s
        WHERE s OPERATOR(pg_catalog.~~) 'search_path=%'
    )::pg_catalog.text AS path,
    COALESCE(p.proconfig, '{}')::pg_catalog.text[] AS config,
    (SELECT l.lanname FROM pg_catalog.pg_language AS l WHERE l.oid OPERATOR(pg_catalog.=) p.prolang)::pg_catalog.text AS language,
    p.proleakproof::pg_catalog.bool AS leakproof,
    (p.provolatile OPERATOR(pg_catalog.=) 'i')::pg_catalog.bool AS immutable,
    (
        COALESCE(pg_catalog.has_function_privilege(a.oid, p.oid, 'EXECUTE'), false)
        -- The steps of an aggregate run for whoever may call the aggregate.
        OR EXISTS (
            SELECT FROM pg_catalog.pg_aggregate AS g
            WHERE p.oid OPERATOR(pg_catalog.=) ANY (ARRAY[
                g.aggtransfn, g.aggfinalfn, g.aggcombinefn, g.aggserialfn, g.aggdeserialfn, g.aggmtransfn, g.aggminvtransfn, g.aggmfinalfn
            ]::pg_catalog.oid[])
                AND pg_catalog.has_function_privilege(a.oid, g.aggfnoid, 'EXECUTE')
        )
    )::pg_catalog.bool AS may_execute,
    (p.prosrc OPERATOR(pg_catalog.||) COALESCE(pg_catalog.pg_get_function_sqlbody(p.oid), ''))::pg_catalog.text AS body
FROM pg_catalog.pg_proc AS p
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) p.pronamespace
LEFT JOIN pg_catalog.pg_roles AS a ON a.oid OPERATOR(pg_catalog.=) $1
WHERE (p.prosecdef AND NOT EXISTS (
        -- What a script of an extension makes is in its schema and belongs to its owner.
        SELECT FROM pg_catalog.pg_depend AS d
        JOIN pg_catalog.pg_extension AS x ON x.oid OPERATOR(pg_catalog.=) d.refobjid
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) p.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
            AND x.extnamespace OPERATOR(pg_catalog.=) p.pronamespace AND x.extowner OPERATOR(pg_catalog.=) p.proowner
    )) OR n.nspname OPERATOR(pg_catalog.!~) '^pg_' AND n.nspname OPERATOR(pg_catalog.<>) 'information_schema'
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) p.oid AND d.deptype OPERATOR(pg_catalog.=) 'e'
    )
ORDER BY n.nspname COLLATE pg_catalog."C", p.proname COLLATE pg_catalog."C", p.oid
