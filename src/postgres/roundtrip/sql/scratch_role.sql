-- Whether the role may make databases, and how the database at hand sorts.
-- -> role text, may bool, lc_collate text, lc_ctype text, version int4, now text
SELECT
    r.rolname::pg_catalog.text AS role,
    (r.rolcreatedb OR r.rolsuper)::pg_catalog.bool AS may,
    d.datcollate::pg_catalog.text AS lc_collate,
    d.datctype::pg_catalog.text AS lc_ctype,
    pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS version,
    pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')::pg_catalog.text AS now
FROM pg_catalog.pg_roles AS r
JOIN pg_catalog.pg_database AS d ON d.datname = pg_catalog.current_database()
WHERE r.rolname = current_user
