-- Takes the lock of the run if it is free, twice; never waits.
-- $1 int8: the lock's key  -> taken bool
SELECT (pg_catalog.pg_try_advisory_lock($1) AND pg_catalog.pg_try_advisory_lock($1))::pg_catalog.bool AS taken
