-- The statements of every script without a transaction that was begun and not finished: those
-- behind the newest entry that closed a run of their version.
-- -> version int8, name text, direction text, index int4, sha256 text, outcome text
SELECT
    j.version::pg_catalog.int8 AS version,
    j.name::pg_catalog.text AS name,
    j.direction::pg_catalog.text AS direction,
    j.statement_index::pg_catalog.int4 AS index,
    COALESCE(j.statement_sha256, '')::pg_catalog.text AS sha256,
    j.outcome::pg_catalog.text AS outcome
FROM bookkeeping.migrate_journal AS j
WHERE j.statement_index IS NOT NULL
    AND j.outcome IN ('running', 'executed', 'failed')
    AND NOT EXISTS (
        SELECT FROM bookkeeping.migrate_journal AS closed
        WHERE closed.version = j.version
            AND closed.outcome IN ('done', 'abandoned')
            AND closed.entry_id > j.entry_id
    )
ORDER BY j.version, j.entry_id
