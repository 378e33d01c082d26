-- Who holds our advisory lock in this database.
-- $1 int8: the lock's key  -> pid int4, application text, role text, client text, seconds int8,
--                             query text
SELECT
    l.pid::pg_catalog.int4 AS pid,
    COALESCE(a.application_name, '')::pg_catalog.text AS application,
    COALESCE(a.usename, '')::pg_catalog.text AS role,
    COALESCE(pg_catalog.host(a.client_addr), 'local')::pg_catalog.text AS client,
    COALESCE(EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - a.backend_start), 0)::pg_catalog.int8 AS seconds,
    COALESCE(pg_catalog.left(a.query, 200), '')::pg_catalog.text AS query
FROM pg_catalog.pg_locks AS l
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = l.pid
WHERE l.locktype = 'advisory'
    AND l.granted
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
    AND ((l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8) = $1
    AND l.objsubid = 1
    AND l.pid <> pg_catalog.pg_backend_pid()
ORDER BY l.pid
