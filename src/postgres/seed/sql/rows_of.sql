-- Who a table belongs to, and whether its policies are forced on that role, so that it must be lifted to reach all rows.
-- $1 text: the table, quoted  -> owner text, is_forced bool
SELECT
    pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner,
    (c.relrowsecurity AND c.relforcerowsecurity AND NOT (r.rolsuper OR r.rolbypassrls))::pg_catalog.bool AS is_forced
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_roles AS r ON r.oid = c.relowner
WHERE c.oid = $1::pg_catalog.regclass
