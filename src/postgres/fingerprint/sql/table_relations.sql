-- Some tables and the sequences that belong to them, and the version of the server.
-- $1 oid[]: the tables  -> major int4, relations oid[]
SELECT
    (pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000)::pg_catalog.int4 AS major,
    ($1 || ARRAY(
        SELECT d.objid FROM pg_catalog.pg_depend AS d
        WHERE d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = ANY ($1) AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.deptype IN ('a', 'i')
    ))::pg_catalog.oid[] AS relations
