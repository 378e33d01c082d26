-- The name by which other sessions see the state that this transaction sees.
-- -> snapshot text
SELECT pg_catalog.pg_export_snapshot()::pg_catalog.text AS snapshot
