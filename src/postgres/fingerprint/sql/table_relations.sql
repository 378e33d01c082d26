-- Some tables and the sequences that belong to them, and the version of the server.
-- $1 oid[]: the tables  -> major int4, relations oid[]
SELECT
    (current_setting('server_version_num')::int4 / 10000)::int4 AS major,
    ($1 || ARRAY(
        SELECT d.objid FROM pg_catalog.pg_depend AS d
        WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = ANY ($1) AND d.classid = 'pg_class'::regclass
            AND d.deptype IN ('a', 'i')
    ))::oid[] AS relations
