-- $1 text: a role  -> there bool
SELECT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = $1)::pg_catalog.bool AS there
