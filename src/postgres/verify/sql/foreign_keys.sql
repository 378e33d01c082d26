-- The foreign keys, without the copies that partitions have.
-- $1 text: the tenant column  -> name text, relation oid, target oid, pairs_tenants bool, columns text[], target_columns text[],
--    is_indexed bool, is_validated bool, on_delete text, on_update text, moves_tenant bool
SELECT
    k.conname::pg_catalog.text AS name,
    k.conrelid::pg_catalog.oid AS relation,
    k.confrelid::pg_catalog.oid AS target,
    EXISTS (
        SELECT FROM ROWS FROM (pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)) AS u (own, other)
        JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.conrelid AND x.attnum = u.own
        JOIN pg_catalog.pg_attribute AS y ON y.attrelid = k.confrelid AND y.attnum = u.other
        WHERE x.attname = $1 AND y.attname = $1
    )::pg_catalog.bool AS pairs_tenants,
    (
        SELECT pg_catalog.array_agg(x.attname::pg_catalog.text ORDER BY u.at)
        FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (number, at)
        JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.conrelid AND x.attnum = u.number
    )::pg_catalog.text[] AS columns,
    (
        SELECT pg_catalog.array_agg(x.attname::pg_catalog.text ORDER BY u.at)
        FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u (number, at)
        JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.confrelid AND x.attnum = u.number
    )::pg_catalog.text[] AS target_columns,
    EXISTS (
        SELECT FROM pg_catalog.pg_index AS i
        WHERE i.indrelid = k.conrelid AND i.indisvalid
            -- Of rows without a key nobody asks, and so an index may leave them out.
            AND (
                i.indpred IS NULL
                OR pg_catalog.pg_get_expr(i.indpred, i.indrelid) ~ (
                    SELECT pg_catalog.format('^\(*((%s) IS NOT NULL\)?( AND \()?)+\)*$',
                        pg_catalog.string_agg(pg_catalog.regexp_replace(pg_catalog.quote_ident(x.attname), '\W', '\\\&', 'g'), '|'))
                    FROM pg_catalog.unnest(k.conkey) AS u (number)
                    JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.conrelid AND x.attnum = u.number
                )
            )
            AND (i.indkey::pg_catalog.int2[])[0:pg_catalog.cardinality(k.conkey) - 1] @> k.conkey
    )::pg_catalog.bool AS is_indexed,
    k.convalidated::pg_catalog.bool AS is_validated,
    k.confdeltype::pg_catalog.text AS on_delete,
    k.confupdtype::pg_catalog.text AS on_update,
    EXISTS (
        SELECT FROM pg_catalog.pg_attribute AS x
        WHERE x.attrelid = k.conrelid AND x.attname = $1 AND x.attnum = ANY (k.conkey)
            AND (
                k.confupdtype = 'd'
                OR (k.confdeltype = 'd' AND COALESCE(x.attnum = ANY (
                    (pg_catalog.to_jsonb(k) ->> 'confdelsetcols')::pg_catalog.int2[]
                ), true))
            )
    )::pg_catalog.bool AS moves_tenant
FROM pg_catalog.pg_constraint AS k
WHERE k.contype = 'f' AND k.conparentid = 0
ORDER BY k.conrelid, k.conname COLLATE pg_catalog."C"
