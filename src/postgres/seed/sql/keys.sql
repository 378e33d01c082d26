-- What is unique in some tables. Of an index over expressions, the columns in them stand for them, with those of its
-- condition.
-- $1 oid[]: the tables  -> relation oid, name text, columns text[], is_primary bool, is_partial bool
SELECT
    i.indrelid::pg_catalog.oid AS relation,
    c.relname::pg_catalog.text AS name,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = u.attnum
        WHERE u.position <= i.indnkeyatts
        ORDER BY u.position
    )::pg_catalog.text[]
    || ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.pg_depend AS d
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = d.refobjsubid
        WHERE i.indexprs IS NOT NULL
            AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.objid = i.indexrelid
            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.refobjid = i.indrelid
            AND d.refobjsubid > 0
            AND d.refobjsubid <> ALL (i.indkey::pg_catalog.int2[])
        ORDER BY a.attnum
    )::pg_catalog.text[] AS columns,
    i.indisprimary::pg_catalog.bool AS is_primary,
    (i.indpred IS NOT NULL)::pg_catalog.bool AS is_partial
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY ($1)
    AND i.indisunique
    AND i.indisvalid
    AND NOT i.indisexclusion
ORDER BY i.indrelid, NOT i.indisprimary, c.relname COLLATE pg_catalog."C"
