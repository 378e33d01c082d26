-- Whether a relation of this name is there.
-- path: users
-- $1 text: the name as a script writes it  -> found bool
SELECT (pg_catalog.to_regclass($1) IS NOT NULL)::pg_catalog.bool AS found
