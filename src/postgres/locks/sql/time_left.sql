-- Gives the next statement of a script as long as its transaction may go on with a lock that keeps readers or writers
-- from a table that was there before it; a shorter time that the script has set itself stays. The clock runs from the
-- first such lock, or from when one is seen here first. The columns that the system gives to a table are as old as the
-- table.
-- path: users
-- $1 int4: the limit in milliseconds, $2 bool: the next statement may begin with such a lock
-- -> since float8 (seconds since 1970; null: there is no such lock), remaining float8 (milliseconds for the next statement,
--    as the limit has it; null: as long as it takes)
WITH setting AS MATERIALIZED (
    SELECT
        pg_catalog.current_setting('migrate.locked_at', true) AS since,
        pg_catalog.current_setting('migrate.time_left', true) AS ours,
        pg_catalog.current_setting('migrate.time_of_script', true) AS kept,
        (1000 OPERATOR(pg_catalog.*) pg_catalog.date_part(
            'epoch', pg_catalog.current_setting('statement_timeout')::interval
        ))::pg_catalog.int8::pg_catalog.text AS present,
        (1000 OPERATOR(pg_catalog.*) pg_catalog.date_part(
            'epoch', pg_catalog.current_setting('lock_timeout')::interval
        ))::pg_catalog.int8 AS wait,
        pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()) AS now
),
clock AS MATERIALIZED (
    SELECT
        s.now,
        s.wait,
        CASE
            WHEN pg_catalog.length(s.since) OPERATOR(pg_catalog.>) 0 THEN s.since::pg_catalog.float8
            WHEN EXISTS (
                SELECT
                FROM pg_catalog.pg_locks AS l
                INNER JOIN pg_catalog.pg_attribute AS a
                    ON a.attrelid OPERATOR(pg_catalog.=) l.relation AND a.attname OPERATOR(pg_catalog.=) 'tableoid'
                WHERE l.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() AND l.granted
                    AND l.mode OPERATOR(pg_catalog.=) ANY (
                        ARRAY['ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock']
                    )
                    AND pg_catalog.age(a.xmin) OPERATOR(pg_catalog.>) pg_catalog.age(
                        pg_catalog.pg_current_xact_id()::pg_catalog.xid
                    )
            ) THEN s.now
        END AS since,
        -- What stands there is the script's own unless it was set here.
        (CASE
            WHEN pg_catalog.length(s.ours) OPERATOR(pg_catalog.>) 0 AND s.ours OPERATOR(pg_catalog.=) s.present
                THEN s.kept
            ELSE s.present
        END)::pg_catalog.int8 AS own
    FROM setting AS s
),
time AS MATERIALIZED (
    SELECT
        c.since,
        c.wait,
        c.own,
        CASE
            WHEN c.since IS NOT NULL
                THEN
                    $1 OPERATOR(pg_catalog.-) (
                        1000 OPERATOR(pg_catalog.*) (c.now OPERATOR(pg_catalog.-) c.since)
                    )
            WHEN $2 THEN $1::pg_catalog.float8
        END AS remaining
    FROM clock AS c
),
chosen AS MATERIALIZED (
    SELECT
        t.since,
        t.remaining,
        CASE
            WHEN t.wait OPERATOR(pg_catalog.=) 0 THEN t.remaining OPERATOR(pg_catalog./) 2
            ELSE LEAST(t.wait, t.remaining OPERATOR(pg_catalog./) 2)
        END AS wait,
        t.own::pg_catalog.text AS own,
        (CASE
            WHEN t.remaining IS NULL THEN t.own
            WHEN t.own OPERATOR(pg_catalog.>) 0 THEN GREATEST(1, LEAST(t.own, t.remaining::pg_catalog.int8))
            ELSE GREATEST(1, t.remaining::pg_catalog.int8)
        END)::pg_catalog.text AS given
    FROM time AS t
),
done AS MATERIALIZED (
    SELECT
        c.since,
        c.remaining,
        pg_catalog.set_config('migrate.locked_at', COALESCE(c.since::pg_catalog.text, ''), true) AS a,
        pg_catalog.set_config('migrate.time_left', c.given, true) AS b,
        pg_catalog.set_config('migrate.time_of_script', c.own, true) AS c,
        pg_catalog.set_config('statement_timeout', c.given, true) AS d,
        -- A wait for a lock ends before the time is over: a collision is not what took too long.
        CASE
            WHEN c.remaining IS NOT NULL
                THEN
                    pg_catalog.set_config(
                        'lock_timeout', GREATEST(1, c.wait)::pg_catalog.int8::pg_catalog.text, true
                    )
        END AS e
    FROM chosen AS c
)
SELECT
    d.since::pg_catalog.float8 AS since,
    d.remaining::pg_catalog.float8 AS remaining
FROM done AS d
