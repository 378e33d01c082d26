-- What is there where a first history would begin: the tables of the schema, and those of the whole database that are
-- called as other tools call theirs. Views, sequences and functions hold no data; what an extension brought, and
-- partitions, whose table counts, do not count.
-- $1 text: the schema, $2 text[]: the names of our own tables, $3 text[]: those of other tools' tables
-- -> schema text, name text, at_home bool
SELECT
    n.nspname::pg_catalog.text AS schema,
    c.relname::pg_catalog.text AS name,
    (n.nspname = $1)::pg_catalog.bool AS at_home
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f', 'm')
    AND NOT c.relispartition
    AND (n.nspname = $1 OR (c.relname::pg_catalog.text = ANY($3) AND n.nspname !~ '^pg_'))
    AND c.relname::pg_catalog.text <> ALL($2)
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e'
    )
ORDER BY n.nspname, c.relname
