-- Whether the role may make databases, and how the database at hand sorts.
-- -> role text, may bool, lc_collate text, lc_ctype text, version int4, now text
SELECT
    r.rolname::text AS role,
    (r.rolcreatedb OR r.rolsuper)::bool AS may,
    d.datcollate::text AS lc_collate,
    d.datctype::text AS lc_ctype,
    current_setting('server_version_num')::int4 AS version,
    to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')::text AS now
FROM pg_catalog.pg_roles AS r
JOIN pg_catalog.pg_database AS d ON d.datname = current_database()
WHERE r.rolname = current_user
