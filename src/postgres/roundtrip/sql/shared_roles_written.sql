-- Whether this transaction has written roles: who does keeps the lock to its end, and a part of it that was rolled back
-- let go of it (CreateRole, AlterRole, DropRole and RenameRole in user.c close pg_authid without releasing it).
-- Without parameters.
-- -> is_written bool
SELECT
    EXISTS (
        SELECT FROM pg_catalog.pg_locks AS l
        WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.database = 0
            AND l.relation = 'pg_catalog.pg_authid'::pg_catalog.regclass
            AND l.mode = 'RowExclusiveLock'
    ) AS is_written
