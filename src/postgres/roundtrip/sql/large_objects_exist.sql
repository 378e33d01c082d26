-- Whether the database holds any large object.
-- Without parameters.
-- -> are_there bool
SELECT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata) AS are_there
