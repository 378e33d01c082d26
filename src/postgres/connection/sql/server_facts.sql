-- What a session has to know about its server and its login. The login may work as another role (`ALTER ROLE .. SET
-- role`): the rights are that one's.
-- -> version text, version_number int4, database text, role text, bypasses bool, in_recovery bool,
--    read_only bool, encoding text, pid int4
SELECT
    current_setting('server_version')::text AS version,
    current_setting('server_version_num')::int4 AS version_number,
    current_database()::text AS database,
    session_user::text AS role,
    (r.rolsuper OR r.rolbypassrls)::bool AS bypasses,
    pg_is_in_recovery()::bool AS in_recovery,
    current_setting('default_transaction_read_only')::bool AS read_only,
    current_setting('server_encoding')::text AS encoding,
    pg_backend_pid()::int4 AS pid
FROM pg_catalog.pg_roles AS r
WHERE r.rolname = current_user
