-- Types, and what domains stand for.
-- -> oid oid, schema text, name text, base oid (0: no domain)
SELECT
    t.oid::pg_catalog.oid AS oid,
    n.nspname::pg_catalog.text AS schema,
    t.typname::pg_catalog.text AS name,
    t.typbasetype::pg_catalog.oid AS base
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE t.typtype IN ('b', 'd', 'e', 'r')
ORDER BY t.oid
