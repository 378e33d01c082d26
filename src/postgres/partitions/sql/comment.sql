-- The comment of a table, and whether it is a partition.
-- $1 text: the table, quoted  -> comment text (NULL: none), is_attached bool, pending bool
SELECT
    obj_description(c.oid, 'pg_class')::text AS comment,
    c.relispartition::bool AS is_attached,
    COALESCE((SELECT i.inhdetachpending FROM pg_catalog.pg_inherits AS i WHERE i.inhrelid = c.oid), false)::bool
        AS pending
FROM pg_catalog.pg_class AS c
WHERE c.oid = $1::regclass
