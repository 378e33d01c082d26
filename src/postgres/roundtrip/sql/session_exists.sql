-- Whether a session is still there.
-- $1 int4: its process  -> there bool
SELECT EXISTS (SELECT FROM pg_catalog.pg_stat_activity AS a WHERE a.pid = $1)::pg_catalog.bool AS there
