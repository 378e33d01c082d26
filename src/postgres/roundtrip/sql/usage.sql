-- Where the server's log and the database stand.
-- -> wal int8, bytes int8, temp int8 (written to temporary files since the server counts)
SELECT
    (pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_catalog.pg_lsn)::pg_catalog.int8 AS wal,
    pg_catalog.pg_database_size(pg_catalog.current_database())::pg_catalog.int8 AS bytes,
    pg_catalog.pg_stat_get_db_temp_bytes(d.oid)::pg_catalog.int8 AS temp
FROM pg_catalog.pg_database AS d
WHERE d.datname = pg_catalog.current_database()
