-- Where the server's log and the database stand.
-- -> wal int8, bytes int8
SELECT
    (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::int8 AS wal,
    pg_database_size(current_database())::int8 AS bytes
