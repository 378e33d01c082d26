-- The columns of the tables that have policies.
-- -> relation oid, number int2, name text, type text
SELECT
    a.attrelid::pg_catalog.oid AS relation,
    a.attnum::pg_catalog.int2 AS number,
    a.attname::pg_catalog.text AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod)::pg_catalog.text AS type
FROM pg_catalog.pg_attribute AS a
WHERE a.attnum > 0 AND NOT a.attisdropped
    AND a.attrelid IN (SELECT p.polrelid FROM pg_catalog.pg_policy AS p)
