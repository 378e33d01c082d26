-- The columns of a table that a row brings along: all but those that the server computes.
-- $1 text: the table, quoted  -> name text, type_name text
SELECT a.attname::pg_catalog.text AS name, pg_catalog.format_type(a.atttypid, a.atttypmod)::pg_catalog.text AS type_name
FROM pg_catalog.pg_attribute AS a
WHERE a.attrelid = $1::pg_catalog.regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY a.attnum
