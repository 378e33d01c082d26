-- Who migrates this database, as far as the history table tells, and how old its server is.
-- -> owner text (null: there is no history table), version text, major int4
SELECT
    (
        SELECT pg_get_userbyid(c.relowner) FROM pg_catalog.pg_class AS c
        WHERE c.oid = to_regclass('refinery_schema_history')
    )::text AS owner,
    current_setting('server_version')::text AS version,
    (current_setting('server_version_num')::int4 / 10000)::int4 AS major
