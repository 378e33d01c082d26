-- Whether any run is written down.
-- -> left bool
SELECT EXISTS (SELECT FROM bookkeeping.migrate_seed)::bool AS left
