-- Indexes that an interrupted REINDEX CONCURRENTLY left behind, as the script would write them.
-- path: users
-- -> index text
SELECT c.oid::pg_catalog.regclass::pg_catalog.text AS index
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid
WHERE NOT i.indisvalid
    AND c.relname OPERATOR(pg_catalog.~) '_cc(new|old)[0-9]*$'::pg_catalog.text
ORDER BY 1
