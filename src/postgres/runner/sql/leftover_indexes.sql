-- Indexes that an interrupted REINDEX CONCURRENTLY left behind.
-- -> index text
SELECT c.oid::regclass::text AS index
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
WHERE NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'
ORDER BY 1
