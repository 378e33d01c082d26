-- What a session has of settings before anybody makes them. Those of an application, of which the server knows nothing, are in no view.
-- Those of the server, such as the time zone, say nothing about tenants.
-- $1 text[]: their names  -> name text, value text
SELECT s.name::pg_catalog.text AS name, pg_catalog.current_setting(s.name, true)::pg_catalog.text AS value
FROM pg_catalog.unnest($1::pg_catalog.text[]) AS s (name)
WHERE s.name LIKE '%.%' AND pg_catalog.current_setting(s.name, true) <> ''
ORDER BY s.name
