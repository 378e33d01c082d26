-- Whether any run is written down.
-- -> has_runs bool
SELECT EXISTS (SELECT FROM migrate_seed)::bool AS has_runs
