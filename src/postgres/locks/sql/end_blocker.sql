-- Ends a session, if it still runs the transaction that is in the way, and is one that may be ended. Looking and ending
-- are one statement, and no virtual transaction is given twice between two starts of the server: another session that
-- has the same pid by now is not met.
-- $1 int4: its pid, $2 text: its virtual transaction as pg_locks names it
-- -> verdict text (`ended`, `gone`, `superuser`, `replication`, `own`, `not allowed`), role text (of this session); no row:
--    gone
WITH found AS MATERIALIZED (
    SELECT
        a.pid,
        CASE
            WHEN a.pid = pg_catalog.pg_backend_pid() OR a.application_name ~ '^migrate([ :]|$)' THEN 'own'
            WHEN
                EXISTS (SELECT FROM pg_catalog.pg_stat_get_wal_senders() AS s WHERE s.pid = a.pid)
                OR EXISTS (SELECT FROM pg_catalog.pg_stat_get_subscription(NULL) AS s WHERE s.pid = a.pid)
                THEN 'replication'
            WHEN COALESCE(r.rolsuper, true) THEN 'superuser'
            WHEN
                NOT pg_catalog.pg_has_role(a.usesysid, 'USAGE')
                AND NOT pg_catalog.pg_has_role('pg_signal_backend', 'USAGE')
                THEN 'not allowed'
            ELSE 'ended'
        END AS verdict
    FROM pg_catalog.pg_stat_activity AS a
    LEFT JOIN pg_catalog.pg_roles AS r ON r.oid = a.usesysid
    WHERE a.pid = $1 AND a.usesysid IS NOT NULL
        AND EXISTS (SELECT FROM pg_catalog.pg_locks AS l WHERE l.pid = a.pid AND l.virtualtransaction = $2)
)
SELECT
    (CASE WHEN f.verdict = 'ended' AND NOT pg_catalog.pg_terminate_backend(f.pid) THEN 'gone' ELSE f.verdict END
    )::pg_catalog.text AS verdict,
    current_user::pg_catalog.text AS role
FROM found AS f
