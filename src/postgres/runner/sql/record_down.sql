-- Both changes of a rollback in one statement, in the rollback's own transaction; see record_up.sql.
-- A direction that is null means that the history row was already gone, an outcome that is null that a
-- trigger kept it.
-- path: users
-- $1 to $13: the row of the journal, as journal_insert.sql takes it; $14 text: transaction id,
-- $15 text: not used, $16 int8: the lock's key
-- -> prepared int8 (prepared statements of this session)
WITH still AS MATERIALIZED (
    SELECT
        pg_catalog.pg_current_xact_id_if_assigned()::pg_catalog.text OPERATOR(pg_catalog.=) $14 AS same,
        (pg_catalog.pg_advisory_unlock($16) AND pg_catalog.pg_try_advisory_lock($16)) AS locked
),
forgotten AS (
    DELETE FROM bookkeeping.refinery_schema_history AS h
    USING still
    WHERE h.version OPERATOR(pg_catalog.=) $1 AND still.same
    RETURNING h.version
)
INSERT INTO bookkeeping.migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, started_at, duration_ms,
    application_version, transaction_id
)
SELECT
    CASE WHEN still.same THEN $1 END,
    CASE WHEN still.locked THEN $2 END,
    CASE WHEN EXISTS (
        SELECT FROM bookkeeping.refinery_schema_history AS h WHERE h.version OPERATOR(pg_catalog.=) $1
    ) THEN $3 END,
    CASE WHEN EXISTS (SELECT FROM forgotten) THEN $4 END,
    $5, $6, pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) pg_catalog.make_interval(
        secs => $8 OPERATOR(pg_catalog./) 1000.0
    ), $8, $9, $14
FROM still
RETURNING (SELECT pg_catalog.count(*) FROM pg_catalog.pg_prepared_statements)::pg_catalog.int8 AS prepared
