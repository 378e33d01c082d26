-- The columns of some tables and views.
-- $1 oid[]: the relations
-- -> relation oid, name text, type_name text, not_null bool, generated text ('', s or v),
--    identity text ('', a or d), expression text (default or generated; or null), comment text (or null)
SELECT
    a.attrelid::oid AS relation,
    a.attname::text AS name,
    format_type(a.atttypid, a.atttypmod)::text AS type_name,
    a.attnotnull::bool AS not_null,
    a.attgenerated::text AS generated,
    a.attidentity::text AS identity,
    pg_get_expr(e.adbin, e.adrelid)::text AS expression,
    col_description(a.attrelid, a.attnum)::text AS comment
FROM pg_catalog.pg_attribute AS a
LEFT JOIN pg_catalog.pg_attrdef AS e ON e.adrelid = a.attrelid AND e.adnum = a.attnum
WHERE a.attrelid = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
