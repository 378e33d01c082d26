-- Whether the session that answers holds our advisory lock.
-- $1 int8: the lock's key  -> ours bool
SELECT EXISTS (
    SELECT
    FROM pg_catalog.pg_locks AS l
    WHERE l.locktype = 'advisory'
        AND l.granted
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database())
        AND ((l.classid::int8 << 32) | l.objid::int8) = $1
        AND l.objsubid = 1
        AND l.pid = pg_backend_pid()
)::bool AS ours
