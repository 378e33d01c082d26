-- The indexes of tables that are not the system's; of partitions those that their table does not have.
-- $1 text: the tenant column  -> name text, relation oid, is_unique bool, is_primary bool, is_valid bool,
--    has_tenant bool, columns int2[] (0: an expression)
SELECT
    x.relname::pg_catalog.text AS name,
    i.indrelid::pg_catalog.oid AS relation,
    (i.indisunique OR i.indisexclusion)::pg_catalog.bool AS is_unique,
    i.indisprimary::pg_catalog.bool AS is_primary,
    (i.indisvalid AND i.indisready)::pg_catalog.bool AS is_valid,
    EXISTS (
        SELECT FROM pg_catalog.pg_attribute AS t
        WHERE t.attrelid = i.indrelid AND t.attname = $1
            AND t.attnum = ANY ((i.indkey::pg_catalog.int2[])[0:i.indnkeyatts - 1])
            -- What an exclusion constraint compares by another operator than equality is no part of a key.
            AND NOT EXISTS (
                SELECT FROM pg_catalog.pg_constraint AS k
                CROSS JOIN LATERAL (
                    SELECT pg_catalog.unnest(k.conkey) AS number, pg_catalog.unnest(k.conexclop) AS operator
                ) AS u
                JOIN pg_catalog.pg_operator AS o ON o.oid = u.operator
                WHERE k.conindid = i.indexrelid AND k.contype = 'x' AND u.number = t.attnum AND o.oprname <> '='
            )
    )::pg_catalog.bool AS has_tenant,
    (i.indkey::pg_catalog.int2[])[0:i.indnkeyatts - 1]::pg_catalog.int2[] AS columns
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE NOT x.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY x.relname COLLATE pg_catalog."C"
