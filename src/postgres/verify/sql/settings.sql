-- Settings that roles and this database bring along.
-- -> role text (NULL: every), database text (NULL: every), setting text (name=value)
SELECT
    r.rolname::text AS role,
    b.datname::text AS database,
    s.setting::text AS setting
FROM pg_catalog.pg_db_role_setting AS d
CROSS JOIN LATERAL unnest(d.setconfig) AS s (setting)
LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = d.setrole
LEFT JOIN pg_catalog.pg_database AS b ON b.oid = d.setdatabase
WHERE d.setdatabase = 0 OR b.datname = current_database()
ORDER BY role, database, setting
