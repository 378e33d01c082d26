-- Where the server's log and the database stand.
-- -> wal int8, bytes int8, temp int8 (written to temporary files since the server counts)
SELECT
    (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::int8 AS wal,
    pg_database_size(current_database())::int8 AS bytes,
    pg_stat_get_db_temp_bytes(d.oid)::int8 AS temp
FROM pg_catalog.pg_database AS d
WHERE d.datname = current_database()
