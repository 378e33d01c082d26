-- Whether the role may count the rows of a table and sees all of them, and how many the statistics know.
-- $1 text: the table, quoted  -> readable bool, estimate int8
SELECT
    (pg_catalog.has_table_privilege($1::pg_catalog.regclass, 'SELECT') AND NOT pg_catalog.row_security_active($1::pg_catalog.regclass))::pg_catalog.bool AS readable,
    COALESCE(pg_catalog.pg_stat_get_live_tuples($1::pg_catalog.regclass), 0)::pg_catalog.int8 AS estimate
