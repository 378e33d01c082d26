-- One run of a script. The row is written only while the transaction that ran the script is still
-- the current one: a script that ended it leaves another transaction id, and no row comes back.
-- $1 int8: version, $2 text: name, $3 text: direction, $4 text: up_sha256, $5 text: down_sha256,
-- $6 text: rollback, $7 float8: duration in ms, $8 text: application version, $9 text: transaction id
-- -> written bool
INSERT INTO migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, rollback_sql, started_at, duration_ms,
    application_version, transaction_id
)
SELECT
    $1, $2, $3, 'done', $4, $5, $6, clock_timestamp() - make_interval(secs => $7 / 1000.0), $7, $8, $9
WHERE pg_current_xact_id_if_assigned()::text = $9
RETURNING true AS written
