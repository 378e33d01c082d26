-- The foreign keys, without the copies that partitions have.
-- $1 text: the tenant column  -> name text, relation oid, target oid, pairs_tenants bool, columns text[], target_columns text[],
--    is_indexed bool, is_validated bool
SELECT
    k.conname::text AS name,
    k.conrelid::oid AS relation,
    k.confrelid::oid AS target,
    EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) AS u (own, other)
        JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.conrelid AND x.attnum = u.own
        JOIN pg_catalog.pg_attribute AS y ON y.attrelid = k.confrelid AND y.attnum = u.other
        WHERE x.attname = $1 AND y.attname = $1
    )::bool AS pairs_tenants,
    (
        SELECT array_agg(x.attname::text ORDER BY u.at)
        FROM unnest(k.conkey) WITH ORDINALITY AS u (number, at)
        JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.conrelid AND x.attnum = u.number
    )::text[] AS columns,
    (
        SELECT array_agg(x.attname::text ORDER BY u.at)
        FROM unnest(k.confkey) WITH ORDINALITY AS u (number, at)
        JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.confrelid AND x.attnum = u.number
    )::text[] AS target_columns,
    EXISTS (
        SELECT FROM pg_catalog.pg_index AS i
        WHERE i.indrelid = k.conrelid AND i.indisvalid
            -- Of rows without a key nobody asks, and so an index may leave them out.
            AND (
                i.indpred IS NULL
                OR pg_get_expr(i.indpred, i.indrelid) ~ (
                    SELECT format('^\(*((%s) IS NOT NULL\)?( AND \()?)+\)*$',
                        string_agg(regexp_replace(quote_ident(x.attname), '\W', '\\\&', 'g'), '|'))
                    FROM unnest(k.conkey) AS u (number)
                    JOIN pg_catalog.pg_attribute AS x ON x.attrelid = k.conrelid AND x.attnum = u.number
                )
            )
            AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
    )::bool AS is_indexed,
    k.convalidated::bool AS is_validated
FROM pg_catalog.pg_constraint AS k
WHERE k.contype = 'f' AND k.conparentid = 0
ORDER BY k.conrelid, k.conname COLLATE "C"
