-- Whether the role may count the rows of a table and sees all of them, and how many the statistics know.
-- $1 text: the table, quoted  -> readable bool, estimate int8
SELECT
    (has_table_privilege($1::regclass, 'SELECT') AND NOT row_security_active($1::regclass))::bool AS readable,
    COALESCE(pg_stat_get_live_tuples($1::regclass), 0)::int8 AS estimate
