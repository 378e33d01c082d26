-- The rows of refinery's history for migrations that another tool applied. A row that is there, as where that tool is
-- refinery, gets the name and the checksum of its file, and keeps its time.
-- $1 int8[]: versions, $2 text[]: names, $3 text[]: applied_on, null for now, $4 text[]: checksums
-- -> version int8
WITH m AS MATERIALIZED (
    SELECT
        ($1::pg_catalog.int8[])[u.place] AS version,
        ($2::pg_catalog.text[])[u.place] AS name,
        ($3::pg_catalog.text[])[u.place] AS applied_on,
        ($4::pg_catalog.text[])[u.place] AS checksum
    FROM pg_catalog.generate_subscripts($1::pg_catalog.int8[], 1) AS u (place)
),
renewed AS (
    UPDATE bookkeeping.refinery_schema_history AS h
    SET name = m.name, checksum = m.checksum
    FROM m
    WHERE h.version = m.version
    RETURNING h.version::pg_catalog.int8 AS version
),
written AS (
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
    FROM m
    WHERE NOT EXISTS (
        SELECT FROM bookkeeping.refinery_schema_history AS h
        WHERE h.version = m.version
    )
    RETURNING version::pg_catalog.int8 AS version
)
SELECT renewed.version AS version FROM renewed
UNION ALL
SELECT written.version FROM written
