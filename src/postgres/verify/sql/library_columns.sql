-- The columns of tables and views, as expressions refer to them.
-- -> relation oid, number int2, name text, kind oid, not_null bool, collation oid
SELECT
    a.attrelid::pg_catalog.oid AS relation,
    a.attnum::pg_catalog.int2 AS number,
    a.attname::pg_catalog.text AS name,
    a.atttypid::pg_catalog.oid AS kind,
    a.attnotnull::pg_catalog.bool AS not_null,
    a.attcollation::pg_catalog.oid AS collation
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY a.attrelid, a.attnum
