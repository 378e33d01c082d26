-- Publications, and the tables that they send.
-- -> name text, tables oid[]
SELECT
    p.pubname::pg_catalog.text AS name,
    COALESCE(
        (
            SELECT pg_catalog.array_agg(c.oid ORDER BY c.oid)
            FROM pg_catalog.pg_publication_tables AS t
            JOIN pg_catalog.pg_namespace AS n ON n.nspname = t.schemaname
            JOIN pg_catalog.pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.tablename
            WHERE t.pubname = p.pubname
        ),
        '{}'
    )::pg_catalog.oid[] AS tables
FROM pg_catalog.pg_publication AS p
ORDER BY p.pubname COLLATE pg_catalog."C"
