-- Writes a run down. Not finished yet.
-- $1 text: version  $2 text: profile  $3 text: request  $4 text: catalog  $5 text: what was found  $6 text: tables
-- -> run_id int8
INSERT INTO bookkeeping.migrate_seed (application_version, profile, request, catalog, found, tables)
VALUES ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb, $6::jsonb)
RETURNING run_id::int8 AS run_id
