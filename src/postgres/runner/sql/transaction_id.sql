-- The current transaction's id; it gets one where it has none.
-- -> id text
SELECT pg_catalog.pg_current_xact_id()::pg_catalog.text AS id
