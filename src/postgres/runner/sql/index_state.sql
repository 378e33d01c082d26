-- How an index stands that a concurrent build was to make.
-- path: users
-- $1 text: the index's name, $2 text: its table as the script writes it
-- -> index text (quoted, with its schema), valid bool, builder int4 (the session that builds it, or null)
SELECT
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS index,
    (i.indisvalid AND i.indisready)::pg_catalog.bool AS valid,
    (
        SELECT p.pid::pg_catalog.int4 FROM pg_catalog.pg_stat_progress_create_index AS p
        WHERE p.index_relid OPERATOR(pg_catalog.=) i.indexrelid
            AND p.pid OPERATOR(pg_catalog.<>) pg_catalog.pg_backend_pid()
        LIMIT 1
    ) AS builder
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
WHERE i.indrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass($2)::pg_catalog.oid
    AND c.relname OPERATOR(pg_catalog.=) $1::pg_catalog.name
