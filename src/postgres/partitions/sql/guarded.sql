-- Whether row-level security is enabled on a table and forced on its owner.
-- $1 text: the table, quoted  -> guarded bool
SELECT (c.relrowsecurity AND c.relforcerowsecurity)::pg_catalog.bool AS guarded
FROM pg_catalog.pg_class AS c
WHERE c.oid = $1::pg_catalog.regclass
