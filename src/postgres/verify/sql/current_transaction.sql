-- The current transaction's id, if it has one.
-- -> id text (or null)
SELECT pg_catalog.pg_current_xact_id_if_assigned()::pg_catalog.text AS id
