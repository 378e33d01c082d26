-- Both rows of an applied migration in one statement, in the migration's own transaction. What must
-- still be so is looked at here, and what is not makes a column null that refuses it (23502): version,
-- if the script ended the transaction that it ran in; name, if it gave up the lock of the run. Giving
-- the lock back once and taking it again changes nothing for a session that holds it twice.
-- $1 int8: version, $2 text: name, $3 text: refinery's checksum, $4 text: up_sha256,
-- $5 text: down_sha256, $6 text: rollback, $7 float8: duration in ms, $8 text: application version,
-- $9 text: transaction id, $10 int8: the lock's key
-- -> prepared int8 (prepared statements of this session)
WITH still AS MATERIALIZED (
    SELECT
        pg_current_xact_id_if_assigned()::text = $9 AS same,
        (pg_advisory_unlock($10) AND pg_try_advisory_lock($10)) AS locked
),
applied AS (
    INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
    SELECT
        $1,
        $2,
        to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        $3
    FROM still
    WHERE still.same
)
INSERT INTO migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, rollback_sql, started_at, duration_ms,
    application_version, transaction_id
)
SELECT
    CASE WHEN still.same THEN $1 END,
    CASE WHEN still.locked THEN $2 END,
    'up', 'done', $4, $5, $6, clock_timestamp() - make_interval(secs => $7 / 1000.0), $7, $8, $9
FROM still
RETURNING (SELECT count(*) FROM pg_catalog.pg_prepared_statements)::int8 AS prepared
