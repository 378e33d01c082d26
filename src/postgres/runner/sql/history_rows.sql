-- Every applied migration, as refinery wrote it.
-- -> version int8, name text, applied_on text, checksum text
SELECT
    h.version::int8 AS version,
    h.name::text AS name,
    h.applied_on::text AS applied_on,
    h.checksum::text AS checksum
FROM bookkeeping.refinery_schema_history AS h
ORDER BY h.version
