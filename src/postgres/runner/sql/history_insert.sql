-- One applied migration, as refinery writes it; only while the transaction that ran the script is
-- still the current one: outside of it, the row would stay for a migration that was not recorded.
-- $1 int8: version, $2 text: name, $3 text: refinery's checksum, $4 text: transaction id
-- -> version int8
INSERT INTO bookkeeping.refinery_schema_history (version, name, applied_on, checksum)
SELECT
    $1,
    $2,
    pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    $3
WHERE pg_catalog.pg_current_xact_id_if_assigned()::pg_catalog.text = $4
RETURNING version::pg_catalog.int8 AS version
