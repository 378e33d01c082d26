-- The indexes of tables that are no partitions and not the system's.
-- $1 text: the tenant column  -> name text, relation oid, is_unique bool, is_primary bool, is_valid bool,
--    has_tenant bool
SELECT
    x.relname::pg_catalog.text AS name,
    i.indrelid::pg_catalog.oid AS relation,
    i.indisunique::pg_catalog.bool AS is_unique,
    i.indisprimary::pg_catalog.bool AS is_primary,
    (i.indisvalid AND i.indisready)::pg_catalog.bool AS is_valid,
    EXISTS (
        SELECT FROM pg_catalog.pg_attribute AS t
        WHERE t.attrelid = i.indrelid AND t.attname = $1
            AND t.attnum = ANY ((i.indkey::pg_catalog.int2[])[0:i.indnkeyatts - 1])
    )::pg_catalog.bool AS has_tenant
FROM pg_catalog.pg_index AS i
JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid
JOIN pg_catalog.pg_class AS c ON c.oid = i.indrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY x.relname COLLATE pg_catalog."C"
