-- The columns that a role may update, one of each table; and the bounds of partitions.
-- $1 text: the role  -> relation oid, name text
SELECT DISTINCT ON (a.attrelid) a.attrelid::oid AS relation, a.attname::text AS name
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND c.relkind IN ('r', 'p', 'v', 'f')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND has_column_privilege($1, a.attrelid, a.attnum, 'UPDATE')
ORDER BY a.attrelid, a.attnum
