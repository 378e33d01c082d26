-- What a session has to know about its server and its login. The login may work as another role (`ALTER ROLE .. SET
-- role`): the rights are that one's. Asked before the session has a path of its own.
-- path: users
-- -> version text, version_number int4, database text, role text, bypasses bool, in_recovery bool,
--    read_only bool, encoding text, search_path text, pid int4
SELECT
    pg_catalog.current_setting('server_version')::pg_catalog.text AS version,
    pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS version_number,
    pg_catalog.current_database()::pg_catalog.text AS database,
    session_user::pg_catalog.text AS role,
    (r.rolsuper OR r.rolbypassrls)::pg_catalog.bool AS bypasses,
    pg_catalog.pg_is_in_recovery()::pg_catalog.bool AS in_recovery,
    pg_catalog.current_setting('default_transaction_read_only')::pg_catalog.bool AS read_only,
    pg_catalog.current_setting('server_encoding')::pg_catalog.text AS encoding,
    pg_catalog.current_setting('search_path')::pg_catalog.text AS search_path,
    pg_catalog.pg_backend_pid()::pg_catalog.int4 AS pid
FROM pg_catalog.pg_roles AS r
WHERE r.rolname OPERATOR(pg_catalog.=) current_user
