-- The comment of a table, and whether it is a partition.
-- $1 text: the table, quoted  -> comment text (NULL: none), is_attached bool, pending bool
SELECT
    pg_catalog.obj_description(c.oid, 'pg_class')::pg_catalog.text AS comment,
    c.relispartition::pg_catalog.bool AS is_attached,
    COALESCE((SELECT i.inhdetachpending FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid), false)::pg_catalog.bool
        AS pending
FROM pg_catalog.pg_class AS c
WHERE c.oid = $1::pg_catalog.regclass
