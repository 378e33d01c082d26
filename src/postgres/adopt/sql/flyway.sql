-- Flyway: a row for each run. Repeatable migrations have no version.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    pg_catalog.regexp_replace(
        pg_catalog.regexp_replace(pg_catalog.translate(h.version, '_', '.'), '(^|\.)0+(?=[0-9])', '\1', 'g'),
        '(\.0)+$', ''
    ) AS key,
    CASE
        WHEN NOT h.success THEN 'failed'
        WHEN h.type IN ('BASELINE', 'SQL_BASELINE') THEN 'through'
        WHEN h.type LIKE 'UNDO%' OR h.type = 'DELETE' THEN 'undone'
        ELSE 'applied'
    END AS state,
    pg_catalog.to_char(h.installed_on, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_on
FROM old_history.history AS h
WHERE h.version IS NOT NULL
ORDER BY h.installed_rank
