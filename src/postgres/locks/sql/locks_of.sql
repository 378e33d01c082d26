-- The locks on tables that a server process has.
-- $1 int4: the process
-- -> relation oid, mode text
SELECT l.relation::pg_catalog.oid AS relation, l.mode::pg_catalog.text AS mode
FROM pg_catalog.pg_locks AS l
WHERE l.pid = $1 AND l.locktype = 'relation' AND l.granted AND l.relation >= 16384
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
