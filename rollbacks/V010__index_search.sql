-- migrate:no-transaction
-- Takes back the indexes behind full-text search. Nothing is lost but speed.
--
-- Statement by statement, CONCURRENTLY: readers and writers go on.
-- Locks on existing tables:
--     tasks      SHARE UPDATE EXCLUSIVE   no reader and no writer waits
--     comments   SHARE UPDATE EXCLUSIVE

DROP INDEX CONCURRENTLY comments_search_idx;
DROP INDEX CONCURRENTLY tasks_search_idx;
