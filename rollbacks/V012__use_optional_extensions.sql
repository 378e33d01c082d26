-- Takes back what the optional extensions give. The extensions stay: they were not installed by us.
--
-- Runs in one transaction.
-- Locks on existing tables: none.

DROP FUNCTION app.partition_managers();
DROP FUNCTION app.slow_queries(integer);
