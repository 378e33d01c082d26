-- Takes the lock that says that a database is in use; waits for it.
-- $1 text: the database's name  -> locked void
SELECT pg_catalog.pg_advisory_lock(pg_catalog.hashtextextended($1, 0)) AS locked
