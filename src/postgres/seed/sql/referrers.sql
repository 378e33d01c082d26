-- The foreign keys that lead to some tables, those of partitions aside.
-- $1 oid[]: tables
-- -> name text, relation oid, schema text, table_name text, target oid, target_schema text, target_name text,
--    columns text[], target_columns text[]
SELECT
    k.conname::pg_catalog.text AS name,
    k.conrelid::pg_catalog.oid AS relation,
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS table_name,
    k.confrelid::pg_catalog.oid AS target,
    tn.nspname::pg_catalog.text AS target_schema,
    t.relname::pg_catalog.text AS target_name,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
        ORDER BY u.place
    )::pg_catalog.text[] AS columns,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u (attnum, place)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.attnum
        ORDER BY u.place
    )::pg_catalog.text[] AS target_columns
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_class AS t ON t.oid = k.confrelid
JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.relnamespace
WHERE k.contype = 'f' AND k.confrelid = ANY ($1) AND k.conparentid = 0 AND NOT c.relispartition
ORDER BY 3, 4, 1
