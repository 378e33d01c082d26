-- The row of an applied migration gets the name and the number that its file has now; in the transaction of the journal
-- entry.
-- $1 int8: version, $2 text: name, $3 int8: version of the file, $4 text: its name, $5 text: refinery's checksum of it
-- -> version int8
UPDATE bookkeeping.refinery_schema_history AS h
SET version = $3, name = $4, checksum = $5
WHERE h.version = $1 AND h.name = $2
RETURNING h.version::pg_catalog.int8 AS version
