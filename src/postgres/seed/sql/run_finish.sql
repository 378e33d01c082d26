-- Writes down that a run is finished, so that nothing is apart.
-- $1 int8: run
-- -> run_id int8 (no row: there is no such run)
UPDATE bookkeeping.migrate_seed AS s
SET finished_at = pg_catalog.clock_timestamp(), apart = NULL
WHERE s.run_id = $1
RETURNING s.run_id::pg_catalog.int8 AS run_id
