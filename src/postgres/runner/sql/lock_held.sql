-- Whether this session still holds the lock of its run: a script may have given it up. It holds it twice, so that giving
-- it back once and taking it again changes nothing.
-- path: users
-- $1 int8: the lock's key  -> held bool
SELECT (pg_catalog.pg_advisory_unlock($1) AND pg_catalog.pg_try_advisory_lock($1))::pg_catalog.bool AS held
