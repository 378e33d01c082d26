-- Databases that runs kept.
-- $1 text: how their names begin, $2 text: how their comments begin
-- -> name text, comment text
SELECT d.datname::text AS name, s.description::text AS comment
FROM pg_catalog.pg_database AS d
JOIN pg_catalog.pg_shdescription AS s ON s.objoid = d.oid AND s.classoid = 'pg_database'::regclass
WHERE starts_with(d.datname::text, $1) AND starts_with(s.description, $2)
ORDER BY d.datname COLLATE "C"
