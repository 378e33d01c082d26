-- The CHECK constraints of some tables that the server enforces.
-- $1 oid[]: the tables  -> relation oid, name text, expression text, columns text[]
SELECT
    k.conrelid::pg_catalog.oid AS relation,
    k.conname::pg_catalog.text AS name,
    COALESCE(pg_catalog.pg_get_expr(k.conbin, k.conrelid), '')::pg_catalog.text AS expression,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
        ORDER BY u.position
    )::pg_catalog.text[] AS columns
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid = ANY ($1)
    AND k.contype = 'c'
    -- A column of version 18.
    AND COALESCE((pg_catalog.to_jsonb(k) ->> 'conenforced')::pg_catalog.bool, true)
ORDER BY k.conrelid, k.conname COLLATE pg_catalog."C"
