-- Whether a session waits for a lock right now; asks for its state alone.
-- $1 int4: the session's process -> waits bool
SELECT COALESCE(pg_catalog.bool_or(a.wait_event_type = 'Lock'), false)::pg_catalog.bool AS waits
FROM pg_catalog.pg_stat_get_activity($1) AS a
