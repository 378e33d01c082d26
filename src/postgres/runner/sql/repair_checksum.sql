-- Takes a script as it is now for the one that was applied; in the transaction of the journal entry.
-- $1 int8: version, $2 text: refinery's checksum of the script as it is now  -> version int8
UPDATE bookkeeping.refinery_schema_history AS h
SET checksum = $2
WHERE h.version = $1
RETURNING h.version::pg_catalog.int8 AS version
