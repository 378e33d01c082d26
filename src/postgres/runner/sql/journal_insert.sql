-- One row of the journal.
-- path: users
-- $1 int8: version, $2 text: name, $3 text: direction, $4 text: outcome, $5 text: up_sha256,
-- $6 text: down_sha256, $7 text: rollback, $8 float8: duration in ms, $9 text: application version,
-- $10 int4: index of a statement, $11 text: statement_sha256, $12 text: sqlstate, $13 text: message,
-- $14 bool: whether the row gets the id of the current transaction
INSERT INTO bookkeeping.migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, rollback_sql, started_at, duration_ms,
    application_version, transaction_id, statement_index, statement_sha256, sqlstate, message
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7,
    pg_catalog.clock_timestamp() OPERATOR(pg_catalog.-) pg_catalog.make_interval(
        secs => $8 OPERATOR(pg_catalog./) 1000.0
    ), $8, $9,
    CASE WHEN $14 THEN pg_catalog.pg_current_xact_id()::pg_catalog.text END, $10, $11, $12, $13
)
