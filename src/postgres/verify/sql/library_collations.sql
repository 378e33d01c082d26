-- The collations by which texts can be equal that differ.
-- -> oid oid
SELECT c.oid::pg_catalog.oid AS oid FROM pg_catalog.pg_collation AS c WHERE NOT c.collisdeterministic ORDER BY c.oid
