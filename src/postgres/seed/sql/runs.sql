-- Every run, the oldest first.
-- -> run_id int8, application_version text, request text, catalog text, found text, tables text, streams text,
--    apart text, sequences text, started_at text, is_finished bool
SELECT
    s.run_id::int8 AS run_id,
    s.application_version::text AS application_version,
    s.request::text AS request,
    s.catalog::text AS catalog,
    -- Missing in the first shape of the table.
    (pg_catalog.to_jsonb(s) ->> 'found')::text AS found,
    s.tables::text AS tables,
    s.streams::text AS streams,
    s.apart::text AS apart,
    s.sequences::text AS sequences,
    to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')::text AS started_at,
    (s.finished_at IS NOT NULL)::bool AS is_finished
FROM bookkeeping.migrate_seed AS s
ORDER BY s.run_id
