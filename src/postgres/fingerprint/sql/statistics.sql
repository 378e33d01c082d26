-- The statistics objects of some tables.
-- $1 oid[]: the relations
-- -> relation oid, name text, within text; every column behind them is an aspect: text, null where it is as usual
SELECT
    s.stxrelid::oid AS relation,
    (quote_ident(n.nspname) || '.' || quote_ident(s.stxname))::text AS name,
    NULL::text AS within,
    quote_ident(pg_get_userbyid(s.stxowner))::text AS owner,
    pg_get_statisticsobjdef(s.oid)::text AS definition,
    NULLIF(s.stxstattarget, -1)::text AS target,
    d.description::text AS comment
FROM pg_catalog.pg_statistic_ext AS s
JOIN pg_catalog.pg_namespace AS n ON n.oid = s.stxnamespace
LEFT JOIN pg_catalog.pg_description AS d
    ON d.classoid = 'pg_statistic_ext'::regclass AND d.objoid = s.oid AND d.objsubid = 0
WHERE s.stxrelid = ANY ($1)
