-- Whether a name still means the same table.
-- $1 text: the table, quoted, $2 oid: which it was  -> is_there bool
SELECT COALESCE(pg_catalog.to_regclass($1)::pg_catalog.oid = $2, false)::pg_catalog.bool AS is_there
