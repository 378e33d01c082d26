-- The unique keys of tables: of all rows, at once, and of columns alone.
-- -> relation oid, columns int2[]
SELECT
    i.indrelid::pg_catalog.oid AS relation,
    (i.indkey::pg_catalog.int2[])[0:i.indnkeyatts - 1]::pg_catalog.int2[] AS columns
FROM pg_catalog.pg_index AS i
WHERE i.indisunique AND i.indisvalid AND i.indisready AND i.indimmediate AND i.indpred IS NULL AND i.indexprs IS NULL
    AND i.indrelid >= 16384
    -- By a made operator class what is unique may be something else.
    AND NOT EXISTS (SELECT FROM pg_catalog.unnest(i.indclass::pg_catalog.oid[]) AS c (oid) WHERE c.oid >= 16384)
ORDER BY i.indrelid, i.indexrelid
