-- Every role, and what the application's role and its logins are to it. A login is a role with LOGIN that is a
-- member of the application's; a membership without INHERIT and SET, of PostgreSQL 16 and later, does not count.
-- $1 text: the application's role  -> oid oid, name text, superuser bool, bypasses bool, replication bool,
--    creates_roles bool, is_app bool, may_become bool, inherits bool, logins oid[]
WITH RECURSIVE edges AS (
    SELECT m.roleid, m.member
    FROM pg_catalog.pg_auth_members AS m
    WHERE COALESCE((pg_catalog.to_jsonb(m) ->> 'set_option')::pg_catalog.bool, true)
        OR COALESCE((pg_catalog.to_jsonb(m) ->> 'inherit_option')::pg_catalog.bool, true)
),
members AS (
    SELECT e.member AS oid FROM edges AS e JOIN pg_catalog.pg_roles AS a ON a.oid = e.roleid WHERE a.rolname = $1
    UNION
    SELECT e.member FROM edges AS e JOIN members AS b ON b.oid = e.roleid
),
reached AS (
    SELECT r.oid AS login, r.oid AS role
    FROM pg_catalog.pg_roles AS r JOIN members AS m ON m.oid = r.oid
    WHERE r.rolcanlogin
    UNION
    SELECT x.login, e.roleid FROM reached AS x JOIN edges AS e ON e.member = x.role
),
grouped AS (
    SELECT x.role, pg_catalog.array_agg(x.login ORDER BY x.login) AS logins FROM reached AS x GROUP BY x.role
)
SELECT
    r.oid::pg_catalog.oid AS oid,
    r.rolname::pg_catalog.text AS name,
    r.rolsuper::pg_catalog.bool AS superuser,
    r.rolbypassrls::pg_catalog.bool AS bypasses,
    r.rolreplication::pg_catalog.bool AS replication,
    r.rolcreaterole::pg_catalog.bool AS creates_roles,
    (r.oid = a.oid) IS TRUE AS is_app,
    -- Since 16 a membership says on its own whether SET ROLE is allowed.
    COALESCE(
        CASE
            WHEN pg_catalog.current_setting('server_version_num')::int >= 160000 THEN pg_catalog.pg_has_role(a.oid, r.oid, 'SET')
            ELSE pg_catalog.pg_has_role(a.oid, r.oid, 'MEMBER')
        END
        -- Who may grant a role may grant it to himself.
        OR EXISTS (
            SELECT FROM pg_catalog.pg_auth_members AS m
            WHERE m.roleid = r.oid AND m.admin_option AND pg_catalog.pg_has_role(a.oid, m.member, 'USAGE')
        ),
        false
    )::pg_catalog.bool AS may_become,
    COALESCE(pg_catalog.pg_has_role(a.oid, r.oid, 'USAGE'), false)::pg_catalog.bool AS inherits,
    COALESCE(g.logins, '{}')::pg_catalog.oid[] AS logins
FROM pg_catalog.pg_roles AS r
LEFT JOIN pg_catalog.pg_roles AS a ON a.rolname = $1
LEFT JOIN grouped AS g ON g.role = r.oid
ORDER BY r.rolname COLLATE pg_catalog."C"
