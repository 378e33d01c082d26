-- Whether any of these transactions still has a lock.
-- $1 text[]: virtual transactions as pg_locks names them -> open bool
SELECT EXISTS (
    SELECT FROM pg_catalog.pg_locks AS l WHERE l.virtualtransaction = ANY ($1)
)::pg_catalog.bool AS open
