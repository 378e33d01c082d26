-- Which tables some names mean: those with a schema, that one, the others, the first of the search path.
-- $1 text[]: schemas (NULL: by the search path)  $2 text[]: names, as many, $3 text[]: the schemas of the search path, $4 text[]: names
-- that mean none
-- -> position int8 (from 1), oid oid
SELECT
    w.position::pg_catalog.int8 AS position,
    f.oid::pg_catalog.oid AS oid
FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) WITH ORDINALITY AS w (schema, name, position)
CROSS JOIN LATERAL (
    SELECT c.oid
    FROM pg_catalog.pg_class AS c
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relname = w.name
        AND c.relname <> ALL ($4)
        AND c.relkind IN ('r', 'p')
        AND CASE
            WHEN w.schema IS NULL THEN n.nspname = ANY ($3)
            ELSE n.nspname = w.schema
        END
    ORDER BY pg_catalog.array_position($3, n.nspname)
    LIMIT 1
) AS f
ORDER BY w.position
