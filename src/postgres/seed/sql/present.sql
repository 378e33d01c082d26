-- Which indexes, keys and foreign keys some tables have.
-- $1 oid[]: the tables  -> relation oid, name text, is_reference bool
SELECT
    i.indrelid::pg_catalog.oid AS relation,
    c.relname::pg_catalog.text AS name,
    false AS is_reference
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY ($1)
UNION ALL
SELECT k.conrelid::pg_catalog.oid, k.conname::pg_catalog.text, true
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid = ANY ($1) AND k.contype = 'f'
