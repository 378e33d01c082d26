-- Which of the two bookkeeping tables the search path leads to, and how wide refinery's version is.
-- -> version_type text (null: there is no history table), has_journal bool
SELECT
    (
        SELECT a.atttypid::regtype::text
        FROM pg_catalog.pg_attribute AS a
        WHERE a.attrelid = to_regclass('refinery_schema_history') AND a.attname = 'version'
    ) AS version_type,
    (to_regclass('migrate_journal') IS NOT NULL)::bool AS has_journal
