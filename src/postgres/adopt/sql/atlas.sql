-- Atlas: a row for each version; type 1 is a baseline.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.version::pg_catalog.text AS key,
    CASE
        WHEN h.type & 1 <> 0 THEN 'through'
        WHEN COALESCE(h.error, '') <> '' OR h.applied < h.total THEN 'failed'
        ELSE 'applied'
    END AS state,
    pg_catalog.to_char(h.executed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_on
FROM old_history.history AS h
WHERE h.version <> '.atlas_cloud_identifier'
ORDER BY h.version
