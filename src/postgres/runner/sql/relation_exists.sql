-- Whether a relation of this name is there.
-- $1 text: the name as a script writes it  -> found bool
SELECT (to_regclass($1) IS NOT NULL)::bool AS found
