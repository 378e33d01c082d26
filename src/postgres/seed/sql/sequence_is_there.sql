-- Whether a sequence is still there.
-- $1 text: its name, quoted  -> is_there bool
SELECT (pg_catalog.to_regclass($1) IS NOT NULL)::pg_catalog.bool AS is_there
