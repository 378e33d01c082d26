-- What this session may see of roles, and how old the server is.
-- Without parameters.
-- -> is_superuser bool, version int4
SELECT
    pg_catalog.current_setting('is_superuser')::pg_catalog.bool AS is_superuser,
    pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS version
