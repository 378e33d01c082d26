-- Settings that roles and this database bring along, and those of the server's own files and command line.
-- -> role text (NULL: every), database text (NULL: every), setting text (name=value), is_of_server bool
SELECT
    r.rolname::pg_catalog.text AS role,
    b.datname::pg_catalog.text AS database,
    s.setting::pg_catalog.text AS setting,
    false AS is_of_server
FROM pg_catalog.pg_db_role_setting AS d
CROSS JOIN LATERAL pg_catalog.unnest(d.setconfig) AS s (setting)
LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = d.setrole
LEFT JOIN pg_catalog.pg_database AS b ON b.oid = d.setdatabase
WHERE d.setdatabase = 0 OR b.datname = pg_catalog.current_database()
UNION ALL
SELECT NULL, NULL, f.name || '=' || f.reset_val, true
FROM pg_catalog.pg_settings AS f
WHERE f.source IN ('configuration file', 'command line', 'environment variable') AND f.reset_val IS NOT NULL
    -- What a session is like in general, such as its time zone, says nothing about tenants.
    AND (f.name LIKE '%.%' OR f.name IN ('session_replication_role', 'row_security'))
ORDER BY role, database, setting
