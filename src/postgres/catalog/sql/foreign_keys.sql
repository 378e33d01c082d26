-- The foreign keys of some tables. What is younger than PostgreSQL 14 is read through JSON, where a
-- column that is not there is null: confdelsetcols (15), conperiod and conenforced (18).
-- path: users
-- $1 oid[]: the tables
-- -> relation oid, name text, is_inherited bool (made for a partition by the foreign key of its parent), columns text[],
--    target_oid oid, target_schema text, target text, target_columns text[], on_delete text, delete_columns text[],
--    on_update text, marks text[], comment text (or null)
SELECT
    k.conrelid::pg_catalog.oid AS relation,
    k.conname::pg_catalog.text AS name,
    (k.conparentid OPERATOR(pg_catalog.<>) 0)::pg_catalog.bool AS is_inherited,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) k.conrelid AND a.attnum OPERATOR(pg_catalog.=) u.attnum
        ORDER BY u.position
    )::pg_catalog.text[] AS columns,
    k.confrelid::pg_catalog.oid AS target_oid,
    n.nspname::pg_catalog.text AS target_schema,
    c.relname::pg_catalog.text AS target,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) k.confrelid AND a.attnum OPERATOR(pg_catalog.=) u.attnum
        ORDER BY u.position
    )::pg_catalog.text[] AS target_columns,
    CASE 
        WHEN k.confdeltype OPERATOR(pg_catalog.=) 'a' THEN 'NO ACTION' WHEN k.confdeltype OPERATOR(pg_catalog.=) 'r' THEN 'RESTRICT' WHEN k.confdeltype OPERATOR(pg_catalog.=) 'c' THEN 'CASCADE'
        WHEN k.confdeltype OPERATOR(pg_catalog.=) 'n' THEN 'SET NULL' ELSE 'SET DEFAULT'
    END::pg_catalog.text AS on_delete,
    ARRAY(
        SELECT a.attname::pg_catalog.text
        FROM pg_catalog.jsonb_array_elements_text(
            CASE
                WHEN pg_catalog.to_jsonb(k) OPERATOR(pg_catalog.->) 'confdelsetcols' OPERATOR(pg_catalog.<>) 'null'
                THEN pg_catalog.to_jsonb(k) OPERATOR(pg_catalog.->) 'confdelsetcols'
            END
        )
            WITH ORDINALITY AS u (attnum, position)
        JOIN pg_catalog.pg_attribute AS a ON a.attrelid OPERATOR(pg_catalog.=) k.conrelid AND a.attnum OPERATOR(pg_catalog.=) u.attnum::pg_catalog.int2
        ORDER BY u.position
    )::pg_catalog.text[] AS delete_columns,
    CASE 
        WHEN k.confupdtype OPERATOR(pg_catalog.=) 'a' THEN 'NO ACTION' WHEN k.confupdtype OPERATOR(pg_catalog.=) 'r' THEN 'RESTRICT' WHEN k.confupdtype OPERATOR(pg_catalog.=) 'c' THEN 'CASCADE'
        WHEN k.confupdtype OPERATOR(pg_catalog.=) 'n' THEN 'SET NULL' ELSE 'SET DEFAULT'
    END::pg_catalog.text AS on_update,
    pg_catalog.array_remove(
        ARRAY[
            CASE WHEN k.confmatchtype OPERATOR(pg_catalog.=) 'f' THEN 'match full' END,
            CASE WHEN pg_catalog.to_jsonb(k) OPERATOR(pg_catalog.->>) 'conperiod' OPERATOR(pg_catalog.=) 'true' THEN 'for a period' END,
            CASE WHEN k.condeferred THEN 'initially deferred' WHEN k.condeferrable THEN 'deferrable' END,
            CASE
                WHEN pg_catalog.to_jsonb(k) OPERATOR(pg_catalog.->>) 'conenforced' OPERATOR(pg_catalog.=) 'false' THEN 'not enforced'
                WHEN NOT k.convalidated THEN 'not validated'
            END
        ],
        NULL
    )::pg_catalog.text[] AS marks,
    pg_catalog.obj_description(k.oid, 'pg_constraint')::pg_catalog.text AS comment
FROM pg_catalog.pg_constraint AS k
JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) k.confrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
WHERE k.conrelid OPERATOR(pg_catalog.=) ANY ($1)
    AND k.contype OPERATOR(pg_catalog.=) 'f'
    -- Behind a foreign key to a partitioned table stands one more for each partition.
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS p WHERE p.oid OPERATOR(pg_catalog.=) k.conparentid AND p.conrelid OPERATOR(pg_catalog.=) k.conrelid
    )
ORDER BY k.conrelid, k.conname COLLATE pg_catalog."C"
