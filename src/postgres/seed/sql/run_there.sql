-- Whether there is a table of runs.
-- $1 text: its schema  -> there bool
SELECT EXISTS (
    SELECT FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = 'migrate_seed'
)::pg_catalog.bool AS there
