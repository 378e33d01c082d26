-- Who is in the way of a session that waits for a lock. Of sessions of others, a role without pg_read_all_stats sees who
-- they are and what they have locked, but neither since when, nor what they run; autovacuum's have no user, and the
-- table that they work on is the one that they keep other VACUUMs from. A transaction that is prepared has no session: it
-- is found by the table or the row's transaction that is waited for, and keeps the virtual transaction that it had.
-- $1 int4: the waiting session's pid
-- -> pid int4, application text, role text, client text, seconds int8 (connected), query text, transaction text,
--    open_seconds int8 (null: not to be seen), state text (null: not to be seen), autovacuum bool,
--    table_schema text, table_name text (that autovacuum works on), gid text (of a prepared one)
SELECT
    b.pid::pg_catalog.int4 AS pid,
    COALESCE(a.application_name, '')::pg_catalog.text AS application,
    COALESCE(a.usename, '')::pg_catalog.text AS role,
    COALESCE(pg_catalog.host(a.client_addr), 'local')::pg_catalog.text AS client,
    COALESCE(EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - a.backend_start), 0)::pg_catalog.int8 AS seconds,
    (CASE WHEN a.state IS NULL THEN '' ELSE pg_catalog.left(a.query, 200) END)::pg_catalog.text AS query,
    COALESCE(
        (SELECT l.virtualtransaction FROM pg_catalog.pg_locks AS l WHERE l.pid = b.pid LIMIT 1), ''
    )::pg_catalog.text AS transaction,
    EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - a.xact_start)::pg_catalog.int8 AS open_seconds,
    a.state::pg_catalog.text AS state,
    (a.pid IS NOT NULL AND a.usesysid IS NULL)::pg_catalog.bool AS autovacuum,
    kept.nspname::pg_catalog.text AS table_schema,
    kept.relname::pg_catalog.text AS table_name,
    NULL::pg_catalog.text AS gid
FROM (SELECT DISTINCT u.pid FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS u (pid)) AS b
LEFT JOIN pg_catalog.pg_stat_activity AS a ON a.pid = b.pid
LEFT JOIN LATERAL (
    SELECT
        n.nspname,
        c.relname
    FROM pg_catalog.pg_locks AS l
    INNER JOIN pg_catalog.pg_class AS c ON c.oid = l.relation
    INNER JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE a.usesysid IS NULL AND l.pid = b.pid AND l.granted AND l.mode = 'ShareUpdateExclusiveLock'
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
        AND c.relkind = 'r'
    ORDER BY c.oid
    LIMIT 1
) AS kept ON true
WHERE b.pid <> 0
UNION ALL
SELECT
    0,
    '',
    COALESCE(p.owner, '')::pg_catalog.text,
    '',
    0,
    '',
    x.virtualtransaction::pg_catalog.text,
    EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - p.prepared)::pg_catalog.int8,
    NULL,
    false,
    NULL,
    NULL,
    p.gid::pg_catalog.text
FROM pg_catalog.pg_prepared_xacts AS p
INNER JOIN pg_catalog.pg_locks AS x
    ON x.locktype = 'transactionid' AND x.transactionid = p.transaction AND x.granted AND x.pid IS NULL
WHERE p.database = pg_catalog.current_database()
    AND 0 = ANY (pg_catalog.pg_blocking_pids($1))
    AND EXISTS (
        SELECT
        FROM pg_catalog.pg_locks AS w
        INNER JOIN pg_catalog.pg_locks AS h ON h.virtualtransaction = x.virtualtransaction AND h.pid IS NULL
        WHERE w.pid = $1 AND NOT w.granted
            AND (h.relation = w.relation OR h.transactionid = w.transactionid)
    )
ORDER BY pid
