-- The runs that are not finished, with what is dropped.
-- -> profile text, started_at text, apart text (or null)
SELECT
    s.profile::pg_catalog.text AS profile,
    pg_catalog.to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')::pg_catalog.text AS started_at,
    s.apart::pg_catalog.text AS apart
FROM bookkeeping.migrate_seed AS s
WHERE s.finished_at IS NULL
ORDER BY s.run_id
