-- The statistics objects of some tables.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    s.stxrelid::pg_catalog.oid AS relation,
    (pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(s.stxname))::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(s.stxowner))::pg_catalog.text AS owner,
    pg_catalog.pg_get_statisticsobjdef(s.oid)::pg_catalog.text AS definition,
    NULLIF(s.stxstattarget, -1)::pg_catalog.text AS target,
    d.description::pg_catalog.text AS comment
FROM pg_catalog.pg_statistic_ext AS s
JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_catalog.pg_statistic_ext'::pg_catalog.regclass AND d.objoid = s.oid AND d.objsubid = 0
WHERE s.stxrelid = ANY ($1)
