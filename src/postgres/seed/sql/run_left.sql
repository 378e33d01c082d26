-- Whether any run is written down.
-- -> left bool
SELECT EXISTS (SELECT FROM bookkeeping.migrate_seed)::pg_catalog.bool AS left
