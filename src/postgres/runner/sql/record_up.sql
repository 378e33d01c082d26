-- Both rows of an applied migration in one statement, in the migration's own transaction. What must
-- still be so is looked at here, and what is not makes a column null that refuses it (23502): version,
-- if the script ended the transaction that it ran in; name, if it gave up the lock of the run. Giving
-- the lock back once and taking it again changes nothing for a session that holds it twice. Outcome is
-- null if a trigger kept the history row out.
-- path: users
-- $1 to $13: the row of the journal, as journal_insert.sql takes it; $14 text: transaction id,
-- $15 text: refinery's checksum, $16 int8: the lock's key
-- -> prepared int8 (prepared statements of this session)
WITH still AS MATERIALIZED (
    SELECT
        pg_catalog.pg_current_xact_id_if_assigned()::pg_catalog.text OPERATOR(pg_catalog.=) $14 AS same,
        (pg_catalog.pg_advisory_unlock($16) AND pg_catalog.pg_try_advisory_lock($16)) AS locked
),
applied AS (
    INSERT INTO bookkeeping.refinery_schema_history (version, name, applied_on, checksum)
    SELECT
        $1,
        $2,
        pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        $15
    FROM still
    WHERE still.same
    RETURNING version
)
INSERT INTO bookkeeping.migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, rollback_sql, started_at, duration_ms,
    application_version, transaction_id
)
SELECT
    CASE WHEN still.same THEN $1 END,
    CASE WHEN still.locked THEN $2 END,
    $3,
    CASE WHEN EXISTS (SELECT FROM applied) THEN $4 END,
    $5, $6, $7, pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) pg_catalog.make_interval(
        secs => $8 OPERATOR(pg_catalog./) 1000.0
    ), $8, $9, $14
FROM still
RETURNING (SELECT pg_catalog.count(*) FROM pg_catalog.pg_prepared_statements)::pg_catalog.int8 AS prepared
