-- When the clocks of a zone are changed between two instants, as the server has it; nothing where it knows no such zone.
-- Days on which the clocks differ are looked through by the minute.
-- $1 text: the zone, $2 float8, $3 float8: from and until, in seconds since 1970
-- -> since int8 (seconds since 1970; first the beginning), ahead int8 (seconds that the clocks are ahead of UTC from then on)
WITH known AS MATERIALIZED (
    SELECT z.name FROM pg_catalog.pg_timezone_names AS z WHERE z.name = $1
), day AS (
    SELECT
        t.at,
        extract(epoch FROM pg_catalog.timezone(k.name, t.at) - pg_catalog.timezone('UTC', t.at))::int8 AS ahead,
        k.name
    FROM known AS k
    CROSS JOIN pg_catalog.generate_series(
        pg_catalog.to_timestamp($2), pg_catalog.to_timestamp($3), interval '24 hours'
    ) AS t (at)
), step AS (
    SELECT d.at, d.ahead, d.name, lag(d.ahead) OVER (ORDER BY d.at) AS before FROM day AS d
)
SELECT extract(epoch FROM s.at)::int8 AS since, s.ahead::int8 AS ahead
FROM step AS s WHERE s.before IS NULL
UNION ALL
SELECT extract(epoch FROM m.at)::int8, m.ahead
FROM step AS s
CROSS JOIN LATERAL (
    SELECT x.at, x.ahead, lag(x.ahead) OVER (ORDER BY x.at) AS before
    FROM (
        SELECT
            u.at,
            extract(epoch FROM pg_catalog.timezone(s.name, u.at) - pg_catalog.timezone('UTC', u.at))::int8 AS ahead
        FROM pg_catalog.generate_series(s.at - interval '24 hours', s.at, interval '1 minute') AS u (at)
    ) AS x
) AS m
WHERE s.ahead <> s.before AND m.ahead <> m.before
ORDER BY 1
