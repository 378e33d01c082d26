-- Settings that roles and this database bring along.
-- -> role text (NULL: every), database text (NULL: every), setting text (name=value)
SELECT
    r.rolname::pg_catalog.text AS role,
    b.datname::pg_catalog.text AS database,
    s.setting::pg_catalog.text AS setting
FROM pg_catalog.pg_db_role_setting AS d
CROSS JOIN LATERAL pg_catalog.unnest(d.setconfig) AS s (setting)
LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = d.setrole
LEFT JOIN pg_catalog.pg_database AS b ON b.oid = d.setdatabase
WHERE d.setdatabase = 0 OR b.datname = pg_catalog.current_database()
ORDER BY role, database, setting
