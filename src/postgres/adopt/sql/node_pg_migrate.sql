-- node-pg-migrate: a row for each name that is applied.
-- -> key text, state text (applied, undone, failed, through), applied_on text (RFC 3339)
SELECT
    h.name::pg_catalog.text AS key,
    'applied'::pg_catalog.text AS state,
    pg_catalog.to_char(h.run_on, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS applied_on
FROM old_history.history AS h
ORDER BY h.id
