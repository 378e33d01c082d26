-- Has what this session did counted now. From version 15 on.
-- -> flushed void
SELECT pg_catalog.pg_stat_force_next_flush() AS flushed
