-- Whether anybody made what migrations seldom make; the question for it takes the server longer to plan.
-- -> has_rare bool
SELECT (
    EXISTS (SELECT FROM pg_catalog.pg_operator AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_opclass AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_opfamily AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_cast AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_collation AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_conversion AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_ts_config AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_ts_dict AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_ts_parser AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_ts_template AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_language AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_transform AS o WHERE o.oid >= 16384)
    OR EXISTS (SELECT FROM pg_catalog.pg_am AS o WHERE o.oid >= 16384)
    -- Servers and user mappings need one.
    OR EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper AS o WHERE o.oid >= 16384)
)::bool AS has_rare
