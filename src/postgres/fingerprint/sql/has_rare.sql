-- Whether anybody made what migrations seldom make; the question for it takes the server longer to plan.
-- -> has_rare bool
SELECT EXISTS (
    SELECT FROM (
        SELECT c.oid FROM pg_catalog.pg_operator AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_opclass AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_opfamily AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_cast AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_collation AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_conversion AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_ts_config AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_ts_dict AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_ts_parser AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_ts_template AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_language AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_transform AS c
        UNION ALL
        SELECT c.oid FROM pg_catalog.pg_am AS c
        UNION ALL
        -- Servers and user mappings need one.
        SELECT c.oid FROM pg_catalog.pg_foreign_data_wrapper AS c
    ) AS x
    WHERE x.oid >= 16384
)::pg_catalog.bool AS has_rare
