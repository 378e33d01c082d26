-- Writes down that a stream is committed with this transaction.
-- $1 int8: run  $2 text: stream  $3 int8: its rows
-- -> run_id int8 (no row: there is no such run)
UPDATE bookkeeping.migrate_seed AS s
SET streams = s.streams || pg_catalog.jsonb_build_object($2::pg_catalog.text, $3::pg_catalog.int8)
WHERE s.run_id = $1 AND s.finished_at IS NULL
RETURNING s.run_id::pg_catalog.int8 AS run_id
