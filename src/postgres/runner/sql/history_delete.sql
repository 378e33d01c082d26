-- Forgets a migration that was rolled back; only while the transaction that ran the rollback is
-- still the current one.
-- $1 int8: version, $2 text: transaction id  -> version int8
DELETE FROM bookkeeping.refinery_schema_history AS h
WHERE h.version = $1 AND pg_catalog.pg_current_xact_id_if_assigned()::pg_catalog.text = $2
RETURNING h.version::pg_catalog.int8 AS version
