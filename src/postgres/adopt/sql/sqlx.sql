-- sqlx: a row for each version; one without success failed half way.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.version::pg_catalog.text AS key,
    CASE WHEN h.success THEN 'applied' ELSE 'failed' END AS state,
    pg_catalog.to_char(h.installed_on AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_on
FROM old_history.history AS h
ORDER BY h.version
