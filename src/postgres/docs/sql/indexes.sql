-- The indexes of some tables, and in which columns each is unique for every row.
-- $1 oid[]: the tables
-- -> relation oid, name text, definition text, behind_key bool, unique_columns text[],
--    comment text (or null)
SELECT
    i.indrelid::oid AS relation,
    c.relname::text AS name,
    COALESCE(pg_get_indexdef(i.indexrelid, 0, true), '')::text AS definition,
    EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k
        WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
    )::bool AS behind_key,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = u.attnum
        WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
            AND u.position <= i.indnkeyatts
        ORDER BY u.position
    )::text[] AS unique_columns,
    obj_description(i.indexrelid, 'pg_class')::text AS comment
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY ($1)
ORDER BY i.indrelid, c.relname COLLATE "C"
