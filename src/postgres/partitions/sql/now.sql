-- The server's time, in UTC, and the time zone that sessions of the role have in this database.
-- -> instant text, usual_zone text
SELECT
    (pg_catalog.now() AT TIME ZONE 'UTC')::pg_catalog.text AS instant,
    (SELECT s.reset_val FROM pg_catalog.pg_settings AS s WHERE s.name = 'TimeZone')::pg_catalog.text AS usual_zone
