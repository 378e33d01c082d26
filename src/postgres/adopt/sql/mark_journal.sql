-- The rows of the journal for migrations that another tool applied.
-- $1 int8[]: versions, $2 text[]: names, $3 text[]: sha256 of the migrations, $4 text[]: sha256 of the rollbacks,
-- $5 text[]: rollbacks, $6 text: version of the program, $7 text: message
-- -> version int8
INSERT INTO bookkeeping.migrate_journal (
    version, name, direction, outcome, up_sha256, down_sha256, rollback_sql, started_at, duration_ms,
    application_version, transaction_id, message
)
SELECT
    ($1::pg_catalog.int8[])[m.place],
    ($2::pg_catalog.text[])[m.place],
    'up',
    'done',
    ($3::pg_catalog.text[])[m.place],
    ($4::pg_catalog.text[])[m.place],
    ($5::pg_catalog.text[])[m.place],
    pg_catalog.clock_timestamp(),
    0,
    $6,
    pg_catalog.pg_current_xact_id()::pg_catalog.text,
    $7
FROM pg_catalog.generate_subscripts($1::pg_catalog.int8[], 1) AS m (place)
RETURNING version
