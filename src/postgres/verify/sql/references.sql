-- What views, materialized views and policies refer to: relations and functions.
-- -> source oid, target oid
SELECT DISTINCT r.ev_class::oid AS source, d.refobjid::oid AS target
FROM pg_catalog.pg_depend AS d
JOIN pg_catalog.pg_rewrite AS r ON r.oid = d.objid
JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass
    AND d.refclassid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_proc'::regclass)
    AND d.refobjid <> r.ev_class AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
UNION
SELECT d.objid::oid, d.refobjid::oid
FROM pg_catalog.pg_depend AS d
JOIN pg_catalog.pg_policy AS p ON p.oid = d.objid
WHERE d.classid = 'pg_catalog.pg_policy'::regclass
    AND d.refclassid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_proc'::regclass)
    AND d.refobjid <> p.polrelid
ORDER BY source, target
