-- Which of some tables the current role can fill: as their owner or a member of it, and past row-level security.
-- $1 oid[]: tables
-- -> relation text, owner text, role text, is_owned bool, is_subject bool, schema text, may_create bool
SELECT
    pg_catalog.format('%I.%I', n.nspname, c.relname)::pg_catalog.text AS relation,
    pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text AS owner,
    current_user::pg_catalog.text AS role,
    pg_catalog.pg_has_role(c.relowner, 'USAGE')::pg_catalog.bool AS is_owned,
    pg_catalog.row_security_active(c.oid)::pg_catalog.bool AS is_subject,
    n.nspname::pg_catalog.text AS schema,
    pg_catalog.has_schema_privilege(n.oid, 'CREATE')::pg_catalog.bool AS may_create
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid = ANY ($1)
ORDER BY 1
