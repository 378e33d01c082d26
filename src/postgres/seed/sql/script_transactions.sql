-- The transactions in which scripts ran, as the rows that they wrote have them. After a restore they are nobody's.
-- -> xmin text
SELECT (j.transaction_id::pg_catalog.numeric % 4294967296)::pg_catalog.text AS xmin
FROM bookkeeping.migrate_journal AS j
WHERE j.transaction_id IS NOT NULL
GROUP BY 1
