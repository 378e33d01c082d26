-- Writes a run down. Not finished yet.
-- $1 text: version  $2 text: profile  $3 text: request  $4 text: catalog  $5 text: what was found  $6 text: tables
-- -> run_id int8
INSERT INTO bookkeeping.migrate_seed (application_version, profile, request, catalog, found, tables)
VALUES ($1, $2, $3::pg_catalog.jsonb, $4::pg_catalog.jsonb, $5::pg_catalog.jsonb, $6::pg_catalog.jsonb)
RETURNING run_id::pg_catalog.int8 AS run_id
