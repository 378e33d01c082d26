-- goose: a row for each run; the newest of a version counts. Version 0 is no migration.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.version_id::pg_catalog.text AS key,
    CASE WHEN h.is_applied THEN 'applied' ELSE 'undone' END AS state,
    pg_catalog.to_char(h.tstamp, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_on
FROM old_history.history AS h
WHERE h.version_id <> 0
ORDER BY h.id
