-- Prisma: a row for each try. One that is not finished failed, or was said to be rolled back.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.migration_name::pg_catalog.text AS key,
    CASE WHEN h.finished_at IS NULL OR h.rolled_back_at IS NOT NULL THEN 'failed' ELSE 'applied' END AS state,
    pg_catalog.to_char(h.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_on
FROM old_history.history AS h
ORDER BY h.started_at, h.finished_at NULLS FIRST
