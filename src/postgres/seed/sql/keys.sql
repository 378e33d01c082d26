-- What is unique in some tables, whatever the other columns are: no partial index and none over expressions.
-- $1 oid[]: the tables  -> relation oid, name text, columns text[], is_primary bool
SELECT
    i.indrelid::pg_catalog.oid AS relation,
    c.relname::pg_catalog.text AS name,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = u.attnum
        WHERE u.position <= i.indnkeyatts
        ORDER BY u.position
    )::pg_catalog.text[] AS columns,
    i.indisprimary::pg_catalog.bool AS is_primary
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY ($1)
    AND i.indisunique
    AND i.indisvalid
    AND NOT i.indisexclusion
    AND i.indpred IS NULL
    AND i.indexprs IS NULL
ORDER BY i.indrelid, NOT i.indisprimary, c.relname COLLATE pg_catalog."C"
