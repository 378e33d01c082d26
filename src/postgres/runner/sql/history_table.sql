-- Which of the two bookkeeping tables there are, and how wide refinery's version is.
-- $1 text: their schema
-- -> version_type text (null: there is no history table), has_journal bool
SELECT
    (
        SELECT pg_catalog.format_type(a.atttypid, NULL)
        FROM pg_catalog.pg_attribute AS a
        JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = 'refinery_schema_history' AND a.attname = 'version'
    )::pg_catalog.text AS version_type,
    EXISTS (
        SELECT FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = 'migrate_journal'
    )::pg_catalog.bool AS has_journal
