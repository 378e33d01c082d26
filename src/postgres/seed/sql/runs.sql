-- Every run, the oldest first.
-- -> run_id int8, application_version text, request text, catalog text, found text, tables text, streams text,
--    apart text, sequences text, started_at text, started_micros int8 (since 1970), is_finished bool
SELECT
    s.run_id::pg_catalog.int8 AS run_id,
    s.application_version::pg_catalog.text AS application_version,
    s.request::pg_catalog.text AS request,
    s.catalog::pg_catalog.text AS catalog,
    -- Missing in the first shape of the table.
    (pg_catalog.to_jsonb(s) ->> 'found')::pg_catalog.text AS found,
    s.tables::pg_catalog.text AS tables,
    s.streams::pg_catalog.text AS streams,
    s.apart::pg_catalog.text AS apart,
    s.sequences::pg_catalog.text AS sequences,
    pg_catalog.to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')::pg_catalog.text AS started_at,
    (EXTRACT(EPOCH FROM s.started_at) * 1000000)::pg_catalog.int8 AS started_micros,
    (s.finished_at IS NOT NULL)::pg_catalog.bool AS is_finished
FROM bookkeeping.migrate_seed AS s
ORDER BY s.run_id
