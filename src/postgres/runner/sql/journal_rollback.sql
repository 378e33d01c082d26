-- The rollback that was kept when a version was last applied, and its checksum.
-- $1 int8: version  -> rollback_sql text, down_sha256 text
SELECT
    j.rollback_sql::pg_catalog.text AS rollback_sql,
    COALESCE(j.down_sha256, '')::pg_catalog.text AS down_sha256
FROM bookkeeping.migrate_journal AS j
WHERE j.version = $1 AND j.direction = 'up' AND j.outcome IN ('done', 'accepted') AND j.rollback_sql IS NOT NULL
ORDER BY j.entry_id DESC
LIMIT 1
