-- Every policy, as the server prints it and as it stores it.
-- path: users
-- $1 oid: the application's role, 0 where there is none; $2 text: the tenant column  -> oid oid, relation oid,
--    name text, permissive bool, command text, applies bool, using_text text, check_text text,
--    using_tree text, check_tree text, roles oid[] (0: PUBLIC), mentions_tenant bool, mentions_row bool
SELECT
    p.oid::pg_catalog.oid AS oid,
    p.polrelid::pg_catalog.oid AS relation,
    p.polname::pg_catalog.text AS name,
    p.polpermissive::pg_catalog.bool AS permissive,
    p.polcmd::pg_catalog.text AS command,
    (
        0 OPERATOR(pg_catalog.=) ANY (p.polroles)
        OR EXISTS (
            SELECT FROM pg_catalog.unnest(p.polroles) AS r
            JOIN pg_catalog.pg_roles AS a ON a.oid OPERATOR(pg_catalog.=) $1
            WHERE pg_catalog.pg_has_role(a.oid, r, 'USAGE')
        )
    )::pg_catalog.bool AS applies,
    p.polroles::pg_catalog.oid[] AS roles,
    pg_catalog.pg_get_expr(p.polqual, p.polrelid)::pg_catalog.text AS using_text,
    pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)::pg_catalog.text AS check_text,
    p.polqual::pg_catalog.text AS using_tree,
    p.polwithcheck::pg_catalog.text AS check_tree,
    EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        JOIN pg_catalog.pg_attribute AS t ON t.attrelid OPERATOR(pg_catalog.=) d.refobjid AND t.attnum OPERATOR(pg_catalog.=) d.refobjsubid
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_policy'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) p.oid
            AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid OPERATOR(pg_catalog.=) p.polrelid AND t.attname OPERATOR(pg_catalog.=) $2
    )::pg_catalog.bool AS mentions_tenant,
    EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid OPERATOR(pg_catalog.=) 'pg_catalog.pg_policy'::pg_catalog.regclass AND d.objid OPERATOR(pg_catalog.=) p.oid
            AND d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid OPERATOR(pg_catalog.=) p.polrelid AND d.refobjsubid OPERATOR(pg_catalog.>) 0
    )::pg_catalog.bool AS mentions_row
FROM pg_catalog.pg_policy AS p
ORDER BY p.polrelid, p.polname COLLATE pg_catalog."C"
