-- golang-migrate: one row, with the last version.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.version::pg_catalog.text AS key,
    CASE WHEN h.dirty THEN 'failed' ELSE 'through' END AS state,
    NULL::pg_catalog.text AS applied_on
FROM old_history.history AS h
