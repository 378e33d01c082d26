-- The columns of some tables and views.
-- path: users
-- $1 oid[]: the relations
-- -> relation oid, name text, type_name text, not_null bool, generated text ('', s or v),
--    identity text ('', a or d), expression text (default or generated; or null), comment text (or null)
SELECT
    a.attrelid::pg_catalog.oid AS relation,
    a.attname::pg_catalog.text AS name,
    pg_catalog.format_type(a.atttypid, a.atttypmod)::pg_catalog.text AS type_name,
    a.attnotnull::pg_catalog.bool AS not_null,
    a.attgenerated::pg_catalog.text AS generated,
    a.attidentity::pg_catalog.text AS identity,
    pg_catalog.pg_get_expr(e.adbin, e.adrelid)::pg_catalog.text AS expression,
    pg_catalog.col_description(a.attrelid, a.attnum)::pg_catalog.text AS comment
FROM pg_catalog.pg_attribute AS a
LEFT JOIN pg_catalog.pg_attrdef AS e ON e.adrelid OPERATOR(pg_catalog.=) a.attrelid AND e.adnum OPERATOR(pg_catalog.=) a.attnum
WHERE a.attrelid OPERATOR(pg_catalog.=) ANY ($1) AND a.attnum OPERATOR(pg_catalog.>) 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
