-- Liquibase: a row for each changeset that ran, or counts as run. The file without its folders.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    pg_catalog.regexp_replace(h.filename, '^.*[/\\]', '') || '::' || h.id || '::' || h.author AS key,
    CASE h.exectype WHEN 'FAILED' THEN 'failed' ELSE 'applied' END AS state,
    pg_catalog.to_char(h.dateexecuted, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_on
FROM old_history.history AS h
ORDER BY h.orderexecuted
