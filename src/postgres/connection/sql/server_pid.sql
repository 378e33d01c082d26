-- The process of the server that this connection has.
-- -> pid int4
SELECT pg_catalog.pg_backend_pid()::pg_catalog.int4 AS pid
