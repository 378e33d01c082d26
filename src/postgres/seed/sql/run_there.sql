-- Whether the search path leads to the table of runs.
-- -> there bool
SELECT (to_regclass('migrate_seed') IS NOT NULL)::bool AS there
