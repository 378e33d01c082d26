-- When the clocks of a zone are changed between two instants, as the server has it; nothing where it knows no such zone.
-- Days on which the clocks differ are looked through by quarters of an hour, and these by the minute.
-- $1 text: the zone, $2 float8, $3 float8: from and until, in seconds since 1970
-- -> since int8 (seconds since 1970; first the beginning), ahead int8 (seconds that the clocks are ahead of UTC from then on)
WITH known AS MATERIALIZED (
    SELECT z.name FROM pg_catalog.pg_timezone_names AS z WHERE z.name = $1
), day AS (
    SELECT x.at, x.ahead, pg_catalog.lag(x.ahead) OVER (ORDER BY x.at) AS before
    FROM (
        SELECT t.at, extract(epoch FROM pg_catalog.timezone(k.name, t.at) - pg_catalog.timezone('UTC', t.at))::pg_catalog.int8 AS ahead
        FROM known AS k
        CROSS JOIN pg_catalog.generate_series(
            pg_catalog.to_timestamp($2), pg_catalog.to_timestamp($3), interval '24 hours'
        ) AS t (at)
    ) AS x
), quarter AS (
    SELECT x.at, x.ahead, pg_catalog.lag(x.ahead) OVER (PARTITION BY x.day ORDER BY x.at) AS before
    FROM (
        SELECT
            d.at AS day, t.at,
            extract(epoch FROM pg_catalog.timezone(k.name, t.at) - pg_catalog.timezone('UTC', t.at))::pg_catalog.int8 AS ahead
        FROM known AS k
        CROSS JOIN day AS d
        CROSS JOIN LATERAL pg_catalog.generate_series(
            d.at - interval '24 hours', d.at, interval '15 minutes'
        ) AS t (at)
        WHERE d.ahead <> d.before
    ) AS x
), minute AS (
    SELECT x.at, x.ahead, pg_catalog.lag(x.ahead) OVER (PARTITION BY x.quarter ORDER BY x.at) AS before
    FROM (
        SELECT
            q.at AS quarter, t.at,
            extract(epoch FROM pg_catalog.timezone(k.name, t.at) - pg_catalog.timezone('UTC', t.at))::pg_catalog.int8 AS ahead
        FROM known AS k
        CROSS JOIN quarter AS q
        CROSS JOIN LATERAL pg_catalog.generate_series(
            q.at - interval '15 minutes', q.at, interval '1 minute'
        ) AS t (at)
        WHERE q.ahead <> q.before
    ) AS x
)
SELECT extract(epoch FROM d.at)::pg_catalog.int8 AS since, d.ahead::pg_catalog.int8 AS ahead
FROM day AS d WHERE d.before IS NULL
UNION ALL
SELECT extract(epoch FROM m.at)::pg_catalog.int8, m.ahead
FROM minute AS m WHERE m.ahead <> m.before
ORDER BY 1
