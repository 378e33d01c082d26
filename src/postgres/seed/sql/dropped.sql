-- The runs that dropped something, with what they dropped.
-- -> profile text, started_at text, apart text
SELECT
    s.profile::pg_catalog.text AS profile,
    pg_catalog.to_char(s.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')::pg_catalog.text AS started_at,
    s.apart::pg_catalog.text AS apart
FROM bookkeeping.migrate_seed AS s
WHERE s.apart IS NOT NULL
ORDER BY s.run_id
