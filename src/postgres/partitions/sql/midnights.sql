-- When the clocks of a time zone show what they do; of what they skip, or show twice, see AT TIME ZONE.
-- $1 text[]: what they show, $2 text: the zone  -> instant text (UTC), in their order
SELECT (t.shown::timestamp AT TIME ZONE $2 AT TIME ZONE 'UTC')::pg_catalog.text AS instant
FROM pg_catalog.unnest($1) WITH ORDINALITY AS t (shown, place)
ORDER BY t.place
