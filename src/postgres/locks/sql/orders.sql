-- Those that wait for a table that a session has or waits for, with the tables that they have.
-- $1 int4: the session's process
-- -> pid int4, schema text, name text, mode text (of a table that it has), awaited_schema text, awaited_name text
WITH locks AS MATERIALIZED (
    SELECT l.pid, l.relation, l.mode, l.granted
    FROM pg_catalog.pg_locks AS l
    WHERE l.locktype = 'relation' AND l.relation >= 16384
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = pg_catalog.current_database())
)
SELECT
    w.pid::pg_catalog.int4 AS pid,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    h.mode::pg_catalog.text AS mode,
    an.nspname::pg_catalog.text AS awaited_schema,
    ac.relname::pg_catalog.text AS awaited_name
FROM locks AS w
JOIN locks AS h ON h.pid = w.pid AND h.granted AND h.relation <> w.relation
JOIN pg_catalog.pg_class AS c ON c.oid = h.relation
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class AS ac ON ac.oid = w.relation
JOIN pg_catalog.pg_namespace AS an ON an.oid = ac.relnamespace
WHERE NOT w.granted AND w.pid <> $1 AND c.relkind IN ('r', 'p')
    AND w.relation IN (SELECT o.relation FROM locks AS o WHERE o.pid = $1)
ORDER BY w.pid, h.relation, h.mode
