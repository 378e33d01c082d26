-- The foreign keys of some tables. What is younger than PostgreSQL 14 is read through JSON, where a
-- column that is not there is null: confdelsetcols (15), conperiod and conenforced (18).
-- $1 oid[]: the tables
-- -> relation oid, name text, columns text[], target_schema text, target text, target_columns text[],
--    on_delete text, delete_columns text[], on_update text, marks text[], comment text (or null)
SELECT
    k.conrelid::oid AS relation,
    k.conname::text AS name,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum
        ORDER BY u.position
    )::text[] AS columns,
    n.nspname::text AS target_schema,
    c.relname::text AS target,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(k.confkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.attnum
        ORDER BY u.position
    )::text[] AS target_columns,
    CASE k.confdeltype
        WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
        WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT'
    END::text AS on_delete,
    ARRAY(
        SELECT a.attname::text
        FROM jsonb_array_elements_text(NULLIF(to_jsonb(k) -> 'confdelsetcols', 'null'))
            WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.attnum::int2
        ORDER BY u.position
    )::text[] AS delete_columns,
    CASE k.confupdtype
        WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
        WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT'
    END::text AS on_update,
    array_remove(
        ARRAY[
            CASE WHEN k.confmatchtype = 'f' THEN 'match full' END,
            CASE WHEN to_jsonb(k) ->> 'conperiod' = 'true' THEN 'for a period' END,
            CASE WHEN k.condeferred THEN 'initially deferred' WHEN k.condeferrable THEN 'deferrable' END,
            CASE
                WHEN to_jsonb(k) ->> 'conenforced' = 'false' THEN 'not enforced'
                WHEN NOT k.convalidated THEN 'not validated'
            END
        ],
        NULL
    )::text[] AS marks,
    obj_description(k.oid, 'pg_constraint')::text AS comment
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid = k.confrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.conrelid = ANY ($1) AND k.contype = 'f' AND k.conparentid = 0
ORDER BY k.conrelid, k.conname COLLATE "C"
