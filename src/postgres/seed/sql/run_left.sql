-- Whether any run is written down.
-- -> has_runs bool
SELECT EXISTS (SELECT FROM bookkeeping.migrate_seed)::pg_catalog.bool AS has_runs
