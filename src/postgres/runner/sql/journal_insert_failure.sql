-- One run of a script that failed and was rolled back; in a transaction of its own.
-- $1 int8: version, $2 text: name, $3 text: direction, $4 text: up_sha256, $5 text: down_sha256,
-- $6 float8: duration in ms, $7 text: application version, $8 text: sqlstate, $9 text: message
INSERT INTO migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, started_at, duration_ms,
    application_version, sqlstate, message
)
VALUES (
    $1, $2, $3, 'failed', $4, $5, clock_timestamp() - make_interval(secs => $6 / 1000.0), $6, $7, $8, $9
)
