-- migrate:no-transaction
-- The indexes behind full-text search.
--
-- Statement by statement, CONCURRENTLY: readers and writers go on.
-- Locks on existing tables:
--     tasks      SHARE UPDATE EXCLUSIVE   no reader and no writer waits
--     comments   SHARE UPDATE EXCLUSIVE

CREATE INDEX CONCURRENTLY tasks_search_idx ON tasks USING gin (search);
CREATE INDEX CONCURRENTLY comments_search_idx ON comments USING gin (search);
