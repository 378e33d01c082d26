-- Has what this session did counted now. From version 15 on.
SELECT pg_catalog.pg_stat_force_next_flush()
