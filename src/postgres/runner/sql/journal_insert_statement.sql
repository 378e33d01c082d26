-- One statement of a script without a transaction.
-- $1 int8: version, $2 text: name, $3 text: direction, $4 text: outcome, $5 text: up_sha256,
-- $6 text: down_sha256, $7 float8: duration in ms, $8 text: application version, $9 int4: index,
-- $10 text: statement_sha256, $11 text: sqlstate, $12 text: message
INSERT INTO migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, started_at, duration_ms,
    application_version, transaction_id, statement_index, statement_sha256, sqlstate, message
)
VALUES (
    $1, $2, $3, $4, $5, $6, clock_timestamp() - make_interval(secs => $7 / 1000.0), $7, $8,
    pg_current_xact_id()::text, $9, $10, $11, $12
)
