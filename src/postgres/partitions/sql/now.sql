-- The server's time, in UTC, and the time zone that sessions of the role have in this database.
-- -> instant text, usual_zone text
SELECT
    (now() AT TIME ZONE 'UTC')::text AS instant,
    (SELECT s.reset_val FROM pg_catalog.pg_settings AS s WHERE s.name = 'TimeZone')::text AS usual_zone
