-- What a table is now: it changes with whatever is done to the table itself, and not with its rows or statistics.
-- $1 text: the table, quoted
-- -> oid oid, schema text, name text, definition text (who last wrote its row in pg_class), major int4,
--    transaction int8 (this one)
SELECT
    c.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    c.xmin::pg_catalog.text AS definition,
    (pg_catalog.current_setting('server_version_num')::pg_catalog.int4 / 10000)::pg_catalog.int4 AS major,
    pg_catalog.pg_current_xact_id()::pg_catalog.text::pg_catalog.int8 AS transaction
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid = $1::pg_catalog.regclass
