-- Whether the policies of a table are forced on the role, so that only its owner can lift that.
-- $1 text: the table, quoted  -> subject bool
SELECT (c.relforcerowsecurity AND pg_catalog.row_security_active(c.oid))::pg_catalog.bool AS subject
FROM pg_catalog.pg_class AS c
WHERE c.oid = $1::pg_catalog.regclass
