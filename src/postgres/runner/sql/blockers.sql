-- Who is in the way of a session that waits for a lock.
-- $1 int4: the waiting session's pid  -> pid int4, application text, role text, client text,
--                                        seconds int8, query text
SELECT
    b.pid::pg_catalog.int4 AS pid,
    COALESCE(a.application_name, '')::pg_catalog.text AS application,
    COALESCE(a.usename, '')::pg_catalog.text AS role,
    COALESCE(pg_catalog.host(a.client_addr), 'local')::pg_catalog.text AS client,
    COALESCE(EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - a.xact_start), 0)::pg_catalog.int8 AS seconds,
    COALESCE(pg_catalog.left(a.query, 200), '')::pg_catalog.text AS query
FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS b (pid)
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = b.pid
ORDER BY b.pid
