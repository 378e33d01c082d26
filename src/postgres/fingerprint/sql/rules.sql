-- The rewrite rules of some tables and views; the one that makes a view is its definition.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    w.ev_class::pg_catalog.oid AS relation,
    pg_catalog.quote_ident(w.rulename)::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    pg_catalog.pg_get_ruledef(w.oid)::pg_catalog.text AS definition,
    CASE w.ev_enabled WHEN 'D' THEN 'never' WHEN 'R' THEN 'on replicas' WHEN 'A' THEN 'always' END::pg_catalog.text AS fires,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_rewrite AS w
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objoid = w.oid AND d.objsubid = 0
WHERE w.ev_class = ANY ($1) AND w.rulename <> '_RETURN'
