-- After which time sessions of this database look for a deadlock: this one, and those for whose role or database
-- another time was set.
-- -> own text, others text[], is_self bool (the role is the one that logged in)
SELECT
    pg_catalog.current_setting('deadlock_timeout')::pg_catalog.text AS own,
    ARRAY(
        SELECT pg_catalog.split_part(c.setting, '=', 2)::pg_catalog.text
        FROM pg_catalog.pg_db_role_setting AS s
        CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c (setting)
        WHERE pg_catalog.split_part(c.setting, '=', 1) = 'deadlock_timeout'
            AND s.setdatabase IN (
                0, (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
            )
    )::pg_catalog.text [] AS others,
    (current_user = session_user)::pg_catalog.bool AS is_self
