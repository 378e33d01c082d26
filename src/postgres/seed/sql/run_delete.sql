-- Forgets a run.
-- $1 int8: the run  -> run_id int8; no row: it was gone
DELETE FROM bookkeeping.migrate_seed WHERE run_id = $1 RETURNING run_id::pg_catalog.int8 AS run_id
