-- Operators.
-- -> oid oid, schema text, name text, left_kind oid, right_kind oid, kind oid, routine oid
SELECT
    o.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    o.oprname::pg_catalog.text AS name,
    o.oprleft::pg_catalog.oid AS left_kind,
    o.oprright::pg_catalog.oid AS right_kind,
    o.oprresult::pg_catalog.oid AS kind,
    o.oprcode::pg_catalog.oid AS routine
FROM pg_catalog.pg_operator AS o
JOIN pg_catalog.pg_namespace AS n ON n.oid = o.oprnamespace
ORDER BY o.oid
