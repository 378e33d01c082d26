-- What a session that waits for a lock has and waits for, and how many wait for it. Where those that it waits for wait for
-- it in turn, its statement is cancelled: whoever looks first is ended, and the server looks late.
-- $1 int4: the session's process, $2 bool: whether it may be cancelled
-- -> kind text, relation oid, mode text (awaited; null: none), row_relation oid (of the row that is waited for),
--    held oid[], held_modes text[], queued int8, cancelled bool
WITH RECURSIVE mine AS MATERIALIZED (
    SELECT l.locktype, l.relation, l.mode, l.granted
    FROM pg_catalog.pg_locks AS l
    WHERE l.pid = $1
),
tables AS MATERIALIZED (
    SELECT m.relation, m.mode FROM mine AS m WHERE m.locktype = 'relation' AND m.granted AND m.relation >= 16384
),
awaited AS MATERIALIZED (
    SELECT m.locktype, m.relation, m.mode FROM mine AS m WHERE NOT m.granted LIMIT 1
),
chain (pid) AS (
    SELECT b.pid FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS b (pid)
    UNION
    SELECT b.pid
    FROM chain AS c
    CROSS JOIN LATERAL pg_catalog.unnest(pg_catalog.pg_blocking_pids(c.pid)) AS b (pid)
    WHERE c.pid <> $1
),
circle AS MATERIALIZED (
    SELECT EXISTS (SELECT FROM awaited AS a WHERE a.locktype <> 'extend')
        AND EXISTS (SELECT FROM chain AS c WHERE c.pid = $1) AS is_closed
)
SELECT
    a.locktype::pg_catalog.text AS kind,
    a.relation::pg_catalog.oid AS relation,
    a.mode::pg_catalog.text AS mode,
    (SELECT m.relation FROM mine AS m WHERE m.locktype = 'tuple' LIMIT 1)::pg_catalog.oid AS row_relation,
    ARRAY(SELECT t.relation FROM tables AS t ORDER BY t.relation, t.mode)::pg_catalog.oid [] AS held,
    ARRAY(SELECT t.mode FROM tables AS t ORDER BY t.relation, t.mode)::pg_catalog.text [] AS held_modes,
    (
        SELECT pg_catalog.count(DISTINCT l.pid)
        FROM pg_catalog.pg_locks AS l
        WHERE NOT l.granted AND l.pid <> $1 AND l.locktype = 'relation'
            AND (l.relation IN (SELECT t.relation FROM tables AS t) OR l.relation = a.relation)
    )::pg_catalog.int8 AS queued,
    (CASE WHEN $2 AND c.is_closed THEN pg_catalog.pg_cancel_backend($1) ELSE false END)::pg_catalog.bool AS cancelled
FROM circle AS c
LEFT JOIN awaited AS a ON true
