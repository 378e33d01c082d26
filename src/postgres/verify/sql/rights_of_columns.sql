-- A column of each table that a role may update, and that is part of no key where there is one.
-- $1 text: the role  -> relation oid, name text
SELECT DISTINCT ON (a.attrelid) a.attrelid::pg_catalog.oid AS relation, a.attname::pg_catalog.text AS name
FROM pg_catalog.pg_attribute AS a
JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND c.relkind IN ('r', 'p', 'v', 'f')
    AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND pg_catalog.has_column_privilege($1, a.attrelid, a.attnum, 'UPDATE')
ORDER BY
    a.attrelid,
    EXISTS (
        SELECT FROM pg_catalog.pg_constraint AS k
        WHERE k.conrelid = a.attrelid AND k.contype IN ('p', 'u', 'f') AND a.attnum = ANY (k.conkey)
    ),
    a.attnum
