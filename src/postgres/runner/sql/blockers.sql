-- Who is in the way of a session that waits for a lock.
-- $1 int4: the waiting session's pid  -> pid int4, application text, role text, client text,
--                                        seconds int8, query text
SELECT
    b.pid::int4 AS pid,
    COALESCE(a.application_name, '')::text AS application,
    COALESCE(a.usename, '')::text AS role,
    COALESCE(pg_catalog.host(a.client_addr), 'local')::text AS client,
    COALESCE(EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - a.xact_start), 0)::int8 AS seconds,
    COALESCE(pg_catalog.left(a.query, 200), '')::text AS query
FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS b (pid)
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = b.pid
ORDER BY b.pid
