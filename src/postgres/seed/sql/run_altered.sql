-- Writes down which filled columns triggers changed.
-- $1 int8: run  $2 text: columns by the OID of their table
-- -> run_id int8 (no row: there is no such run)
UPDATE bookkeeping.migrate_seed AS s
SET found = s.found || pg_catalog.jsonb_build_object('altered', $2::pg_catalog.jsonb)
WHERE s.run_id = $1
RETURNING s.run_id::pg_catalog.int8 AS run_id
