-- How an index stands that a concurrent build was to make.
-- $1 text: the index's name, $2 text: its table as the script writes it
-- -> index text (quoted, with its schema), valid bool, builder int4 (the session that builds it, or null)
SELECT
    format('%I.%I', n.nspname, c.relname)::text AS index,
    (i.indisvalid AND i.indisready)::bool AS valid,
    (
        SELECT p.pid::int4 FROM pg_catalog.pg_stat_progress_create_index AS p
        WHERE p.index_relid = i.indexrelid AND p.pid <> pg_backend_pid()
        LIMIT 1
    ) AS builder
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE i.indrelid = to_regclass($2) AND c.relname = $1
