-- How many other sessions wait for what this transaction has locked, and whether it has locked any table that was there
-- before it, so that somebody who changes rows or tables would have to wait.
-- path: users
-- -> queued int8, holds bool
WITH held AS MATERIALIZED (
    SELECT
        l.relation,
        l.mode
    FROM pg_catalog.pg_locks AS l
    INNER JOIN pg_catalog.pg_attribute AS a
        ON a.attrelid OPERATOR(pg_catalog.=) l.relation AND a.attname OPERATOR(pg_catalog.=) 'tableoid'
    WHERE l.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() AND l.granted
        AND l.relation OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
        AND pg_catalog.age(a.xmin) OPERATOR(pg_catalog.>) pg_catalog.age(
            pg_catalog.pg_current_xact_id()::pg_catalog.xid
        )
)
SELECT
    (
        SELECT pg_catalog.count(DISTINCT w.pid)
        FROM pg_catalog.pg_locks AS w
        WHERE NOT w.granted AND w.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
            AND (
                EXISTS (SELECT FROM held AS h WHERE h.relation OPERATOR(pg_catalog.=) w.relation)
                OR w.transactionid OPERATOR(pg_catalog.=) pg_catalog.pg_current_xact_id()::pg_catalog.xid
            )
    )::pg_catalog.int8 AS queued,
    EXISTS (
        SELECT FROM held AS h
        WHERE h.mode OPERATOR(pg_catalog.<>) ALL (ARRAY['AccessShareLock', 'RowShareLock'])
    )::pg_catalog.bool AS holds
