-- What a person decided about a version.
-- $1 int8: version, $2 text: name, $3 text: direction, $4 text: outcome, $5 text: up_sha256,
-- $6 text: down_sha256, $7 text: rollback, $8 text: application version, $9 text: what was decided
INSERT INTO migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, rollback_sql, started_at, duration_ms,
    application_version, transaction_id, message
)
VALUES (
    $1, $2, $3, $4, $5, $6, $7, clock_timestamp(), 0, $8, pg_current_xact_id()::text, $9
)
