-- Both changes of a rollback in one statement, in the rollback's own transaction; see record_up.sql.
-- A direction that is null means that the history row was already gone.
-- $1 int8: version, $2 text: name, $3 text: not used, $4 text: up_sha256, $5 text: down_sha256,
-- $6 text: not used, $7 float8: duration in ms, $8 text: application version,
-- $9 text: transaction id, $10 int8: the lock's key
-- -> prepared int8 (prepared statements of this session)
WITH still AS MATERIALIZED (
    SELECT
        pg_current_xact_id_if_assigned()::text = $9 AS same,
        (pg_advisory_unlock($10) AND pg_try_advisory_lock($10)) AS locked
),
forgotten AS (
    DELETE FROM refinery_schema_history AS h
    USING still
    WHERE h.version = $1 AND still.same
    RETURNING h.version
)
INSERT INTO migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, started_at, duration_ms,
    application_version, transaction_id
)
SELECT
    CASE WHEN still.same THEN $1 END,
    CASE WHEN still.locked THEN $2 END,
    CASE WHEN EXISTS (SELECT FROM forgotten) THEN 'down' END,
    'done', $4, $5, clock_timestamp() - make_interval(secs => $7 / 1000.0), $7, $8, $9
FROM still
WHERE $3::text IS NULL AND $6::text IS NULL
RETURNING (SELECT count(*) FROM pg_catalog.pg_prepared_statements)::int8 AS prepared
