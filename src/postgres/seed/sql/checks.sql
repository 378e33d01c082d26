-- The CHECK constraints of some tables that the server enforces.
-- $1 oid[]: the tables  -> relation oid, name text, expression text, columns text[]
SELECT
    k.conrelid::oid AS relation,
    k.conname::text AS name,
    COALESCE(pg_get_expr(k.conbin, k.conrelid), '')::text AS expression,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
        ORDER BY u.position
    )::text[] AS columns
FROM pg_catalog.pg_constraint AS k
WHERE k.conrelid = ANY ($1)
    AND k.contype = 'c'
    -- A column of version 18.
    AND COALESCE((to_jsonb(k) ->> 'conenforced')::bool, true)
ORDER BY k.conrelid, k.conname COLLATE "C"
