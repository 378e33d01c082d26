-- tern: one row, with the last number; 0 before the first.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.version::pg_catalog.text AS key,
    'through'::pg_catalog.text AS state,
    NULL::pg_catalog.text AS applied_on
FROM old_history.history AS h
WHERE h.version > 0
