-- The server's time, in UTC.
-- -> instant text
SELECT (now() AT TIME ZONE 'UTC')::text AS instant
