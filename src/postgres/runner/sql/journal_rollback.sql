-- The rollback that was kept when a version was last applied.
-- $1 int8: version  -> rollback_sql text
SELECT j.rollback_sql::pg_catalog.text AS rollback_sql
FROM bookkeeping.migrate_journal AS j
WHERE j.version = $1 AND j.direction = 'up' AND j.outcome IN ('done', 'accepted') AND j.rollback_sql IS NOT NULL
ORDER BY j.entry_id DESC
LIMIT 1
