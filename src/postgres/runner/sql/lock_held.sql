-- Whether this session still holds the lock of its run: a script may have given it up.
-- $1 int8: the lock's key  -> held bool
SELECT EXISTS (
    SELECT FROM pg_catalog.pg_locks AS l
    WHERE l.locktype = 'advisory'
        AND l.granted
        AND l.pid = pg_backend_pid()
        AND ((l.classid::int8 << 32) | l.objid::int8) = $1
        AND l.objsubid = 1
)::bool AS held
