-- One applied migration, as refinery writes it; only while the transaction that ran the script is
-- still the current one: outside of it, the row would stay for a migration that was not recorded.
-- $1 int8: version, $2 text: name, $3 text: refinery's checksum, $4 text: transaction id
-- -> version int8
INSERT INTO bookkeeping.refinery_schema_history (version, name, applied_on, checksum)
SELECT
    $1,
    $2,
    to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    $3
WHERE pg_current_xact_id_if_assigned()::text = $4
RETURNING version::int8 AS version
