-- Every applied migration, as refinery wrote it.
-- -> version int8, name text, applied_on text, checksum text
SELECT
    h.version::pg_catalog.int8 AS version,
    h.name::pg_catalog.text AS name,
    h.applied_on::pg_catalog.text AS applied_on,
    h.checksum::pg_catalog.text AS checksum
FROM bookkeeping.refinery_schema_history AS h
ORDER BY h.version
