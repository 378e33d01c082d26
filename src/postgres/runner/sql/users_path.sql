-- The path that the application's sessions have in this database, where its role or one that logs in as a member of it
-- was given one.
-- $1 text: the application's role  -> path text; no row: there is no such setting
SELECT pg_catalog.substr(s.setting, 13)::pg_catalog.text AS path
FROM pg_catalog.pg_db_role_setting AS d
JOIN pg_catalog.pg_roles AS r ON r.oid = d.setrole
CROSS JOIN LATERAL pg_catalog.unnest(d.setconfig) AS s (setting)
LEFT JOIN pg_catalog.pg_database AS b ON b.oid = d.setdatabase
LEFT JOIN pg_catalog.pg_roles AS a ON a.rolname = $1
WHERE s.setting LIKE 'search_path=%'
    AND (d.setdatabase = 0 OR b.datname = pg_catalog.current_database())
    AND (
        r.rolname = $1
        OR r.rolcanlogin AND EXISTS (
            SELECT FROM pg_catalog.pg_auth_members AS m WHERE m.roleid = a.oid AND m.member = r.oid
        )
    )
ORDER BY r.rolname <> $1, d.setdatabase = 0, r.rolname
LIMIT 1
