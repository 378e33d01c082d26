-- The indexes of some tables, and in which columns each is unique for every row.
-- path: users
-- $1 oid[]: the tables
-- -> relation oid, name text, definition text, behind_key bool, unique_columns text[],
--    comment text (or null)
SELECT
    i.indrelid::pg_catalog.oid AS relation,
    c.relname::pg_catalog.text AS name,
    COALESCE(pg_catalog.pg_get_indexdef(i.indexrelid, 0, true), '')::pg_catalog.text AS definition,
    EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k
        WHERE k.conindid OPERATOR(pg_catalog.=) i.indexrelid AND k.contype OPERATOR(pg_catalog.=) ANY ('{p,u,x}')
    )::pg_catalog.bool AS behind_key,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) i.indrelid AND a.attnum OPERATOR(pg_catalog.=) u.attnum
        WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
            AND u.position OPERATOR(pg_catalog.<=) i.indnkeyatts
        ORDER BY u.position
    )::pg_catalog.text[] AS unique_columns,
    pg_catalog.obj_description(i.indexrelid, 'pg_class')::pg_catalog.text AS comment
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) i.indexrelid
WHERE i.indrelid OPERATOR(pg_catalog.=) ANY ($1)
ORDER BY i.indrelid, c.relname COLLATE pg_catalog."C"
