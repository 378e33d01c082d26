-- What views, materialized views and policies refer to: relations and functions.
-- -> source oid, target oid
SELECT DISTINCT r.ev_class::pg_catalog.oid AS source, d.refobjid::pg_catalog.oid AS target
FROM pg_catalog.pg_depend AS d
JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
    AND d.refclassid IN ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_proc'::pg_catalog.regclass)
    AND d.refobjid <> r.ev_class AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION
SELECT d.objid::pg_catalog.oid, d.refobjid::pg_catalog.oid
FROM pg_catalog.pg_depend AS d
JOIN pg_catalog.pg_policy AS p ON p.oid = d.objid
WHERE d.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass
    AND d.refclassid IN ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_proc'::pg_catalog.regclass)
    AND d.refobjid <> p.polrelid
ORDER BY source, target
