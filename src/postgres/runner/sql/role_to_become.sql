-- A role, where this session may become it and is not it already. Since 16 a membership says on its own whether SET ROLE
-- is allowed.
-- path: users
-- $1 text: the role  -> role text (quoted)
SELECT pg_catalog.quote_ident(r.rolname)::pg_catalog.text AS role
FROM pg_catalog.pg_roles AS r
WHERE r.rolname OPERATOR(pg_catalog.=) $1 AND r.rolname OPERATOR(pg_catalog.<>) current_user
    AND pg_catalog.pg_has_role(
        session_user,
        r.oid,
        CASE
            WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 OPERATOR(pg_catalog.>=) 160000 THEN 'SET' ELSE 'MEMBER'
        END
    )
