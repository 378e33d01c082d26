-- dbmate, pop, Supabase, and a table that keeps versions alone: a row for each version that is applied.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.version::pg_catalog.text AS key,
    'applied'::pg_catalog.text AS state,
    NULL::pg_catalog.text AS applied_on
FROM old_history.history AS h
ORDER BY h.version
