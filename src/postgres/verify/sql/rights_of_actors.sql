-- What roles may do with the rows of tables and views.
-- $1 oid[]: the roles  -> role oid, relation oid, may_select bool, may_insert bool, may_update bool, may_delete bool,
--    may_truncate bool, may_trigger bool, may_reference bool, may_maintain bool
SELECT
    a.oid::pg_catalog.oid AS role,
    c.oid::pg_catalog.oid AS relation,
    pg_catalog.has_any_column_privilege(a.oid, c.oid, 'SELECT')::pg_catalog.bool AS may_select,
    pg_catalog.has_any_column_privilege(a.oid, c.oid, 'INSERT')::pg_catalog.bool AS may_insert,
    pg_catalog.has_any_column_privilege(a.oid, c.oid, 'UPDATE')::pg_catalog.bool AS may_update,
    pg_catalog.has_table_privilege(a.oid, c.oid, 'DELETE')::pg_catalog.bool AS may_delete,
    pg_catalog.has_table_privilege(a.oid, c.oid, 'TRUNCATE')::pg_catalog.bool AS may_truncate,
    pg_catalog.has_table_privilege(a.oid, c.oid, 'TRIGGER')::pg_catalog.bool AS may_trigger,
    pg_catalog.has_any_column_privilege(a.oid, c.oid, 'REFERENCES')::pg_catalog.bool AS may_reference,
    CASE
        WHEN pg_catalog.current_setting('server_version_num')::pg_catalog.int4 < 170000 THEN false
        ELSE pg_catalog.has_table_privilege(a.oid, c.oid, 'MAINTAIN')
    END::pg_catalog.bool AS may_maintain
FROM pg_catalog.pg_roles AS a
CROSS JOIN pg_catalog.pg_class AS c
WHERE a.oid = ANY ($1) AND c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND (
        c.relowner = a.oid OR c.relacl IS NOT NULL
        OR EXISTS (SELECT FROM pg_catalog.pg_attribute AS t WHERE t.attrelid = c.oid AND t.attacl IS NOT NULL)
        OR pg_catalog.pg_has_role(a.oid, c.relowner, 'USAGE')
    )
ORDER BY a.oid, c.oid
