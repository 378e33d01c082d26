-- Every role, and what the application's role and its logins are to it. A login is a role with LOGIN that is a
-- member of the application's; a membership without INHERIT and SET, of PostgreSQL 16 and later, is none.
-- $1 text: the application's role  -> oid oid, name text, superuser bool, bypasses bool, replication bool,
--    creates_roles bool, is_app bool, may_become bool, inherits bool, logins oid[]
WITH RECURSIVE edges AS (
    SELECT m.roleid, m.member
    FROM pg_catalog.pg_auth_members AS m
    WHERE COALESCE((to_jsonb(m) ->> 'set_option')::bool, true)
        OR COALESCE((to_jsonb(m) ->> 'inherit_option')::bool, true)
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
    SELECT x.role, array_agg(x.login ORDER BY x.login) AS logins FROM reached AS x GROUP BY x.role
)
SELECT
    r.oid::oid AS oid,
    r.rolname::text AS name,
    r.rolsuper::bool AS superuser,
    r.rolbypassrls::bool AS bypasses,
    r.rolreplication::bool AS replication,
    r.rolcreaterole::bool AS creates_roles,
    (r.oid = a.oid) IS TRUE AS is_app,
    -- Since 16 a membership says on its own whether SET ROLE is allowed.
    COALESCE(
        CASE
            WHEN current_setting('server_version_num')::int >= 160000 THEN pg_has_role(a.oid, r.oid, 'SET')
            ELSE pg_has_role(a.oid, r.oid, 'MEMBER')
        END,
        false
    )::bool AS may_become,
    COALESCE(pg_has_role(a.oid, r.oid, 'USAGE'), false)::bool AS inherits,
    COALESCE(g.logins, '{}')::oid[] AS logins
FROM pg_catalog.pg_roles AS r
LEFT JOIN pg_catalog.pg_roles AS a ON a.rolname = $1
LEFT JOIN grouped AS g ON g.role = r.oid
ORDER BY r.rolname COLLATE "C"
