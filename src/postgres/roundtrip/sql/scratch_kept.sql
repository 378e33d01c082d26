-- Databases that runs kept.
-- $1 text: how their names begin, $2 text: how their comments begin
-- -> name text, comment text
SELECT d.datname::pg_catalog.text AS name, s.description::pg_catalog.text AS comment
FROM pg_catalog.pg_database AS d
JOIN pg_catalog.pg_shdescription AS s ON s.objoid = d.oid AND s.classoid = 'pg_catalog.pg_database'::pg_catalog.regclass
WHERE pg_catalog.starts_with(d.datname::pg_catalog.text, $1) AND pg_catalog.starts_with(s.description, $2)
ORDER BY d.datname COLLATE pg_catalog."C"
