-- Who migrates this database, as far as the history table tells, and how old its server is.
-- $1 text: the schema of the history table
-- -> owner text (null: there is no history table), version text, major int4
SELECT
    (
        SELECT pg_catalog.pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = 'refinery_schema_history'
    )::pg_catalog.text AS owner,
    pg_catalog.current_setting('server_version')::pg_catalog.text AS version,
    (pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000)::pg_catalog.int4 AS major
