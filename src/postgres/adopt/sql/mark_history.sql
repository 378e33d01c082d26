-- The rows of refinery's history for migrations that another tool applied. A row that is there, as where that tool is
-- refinery, gets the name and the checksum of its file, and keeps its time.
-- path: users
-- $1 int8[]: versions, $2 text[]: names, $3 text[]: applied_on, null for now, $4 text[]: checksums
-- -> version int8
INSERT INTO bookkeeping.refinery_schema_history (version, name, applied_on, checksum)
SELECT
    m.version,
    m.name,
    COALESCE(
        m.applied_on,
        pg_catalog.to_char(
            pg_catalog.clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        )
    ),
    m.checksum
FROM ROWS FROM (
    pg_catalog.unnest($1), pg_catalog.unnest($2), pg_catalog.unnest($3), pg_catalog.unnest($4)
) AS m (version, name, applied_on, checksum)
ON CONFLICT (version) DO UPDATE SET name = excluded.name, checksum = excluded.checksum
RETURNING version::pg_catalog.int8 AS version
