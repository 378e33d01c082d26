-- Records what is dropped now, and where the sequences stood.
-- $1 int8: run  $2 text: what is apart (NULL: nothing)  $3 text: sequences (NULL: leaves what is there)
-- -> run_id int8 (no row: there is no such run)
UPDATE bookkeeping.migrate_seed AS s
SET apart = $2::pg_catalog.jsonb, sequences = COALESCE($3::pg_catalog.jsonb, s.sequences)
WHERE s.run_id = $1
RETURNING s.run_id::pg_catalog.int8 AS run_id
