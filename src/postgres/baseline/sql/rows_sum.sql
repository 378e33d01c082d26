-- How many rows a table has, and a sum over their texts that does not depend on their order.
-- target.counted: stands for the table
-- -> rows int8, sum text (null: there is none)
SELECT
    pg_catalog.count(*)::pg_catalog.int8 AS rows,
    pg_catalog.sum(pg_catalog.hashtextextended(t::pg_catalog.text, 0))::pg_catalog.text AS sum
FROM target.counted AS t
