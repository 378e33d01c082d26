-- Whether our tables say nothing but that scripts failed as a whole, which left nothing.
-- -> unused bool
SELECT
    (
        NOT EXISTS (SELECT FROM bookkeeping.refinery_schema_history)
        AND NOT EXISTS (
            SELECT FROM bookkeeping.migrate_journal AS j
            WHERE j.outcome <> 'failed' OR j.statement_index IS NOT NULL
        )
    )::pg_catalog.bool AS unused
