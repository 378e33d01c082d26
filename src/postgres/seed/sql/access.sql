-- Which of some tables the current role can fill: as their owner or a member of it, and past row-level security.
-- $1 oid[]: tables
-- -> relation text, owner text, role text, is_owned bool, is_subject bool, schema text, may_create bool
SELECT
    format('%I.%I', n.nspname, c.relname)::text AS relation,
    pg_get_userbyid(c.relowner)::text AS owner,
    current_user::text AS role,
    pg_has_role(c.relowner, 'USAGE')::bool AS is_owned,
    row_security_active(c.oid)::bool AS is_subject,
    n.nspname::text AS schema,
    has_schema_privilege(n.oid, 'CREATE')::bool AS may_create
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.oid = ANY ($1)
ORDER BY 1
