-- Who a table belongs to.
-- $1 oid: the table  -> owner text
SELECT pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner
FROM pg_catalog.pg_class AS c
WHERE c.oid = $1
