-- Who takes a database over, and what that role does not own.
-- $1 text[]: extensions that every database has
-- -> kind text (`login`, `extension`, `schema` or `role`), name text, within text (the schema of an extension), is_own bool
--    (of the login: whether it may do what the owner of `public` may; of a role: whether it is a superuser), is_usual bool
--    (of an extension: whether its comment is its own; of the login: whether it is a superuser)
SELECT
    'login'::pg_catalog.text AS kind,
    current_user::pg_catalog.text AS name,
    NULL::pg_catalog.text AS within,
    COALESCE((
        SELECT pg_catalog.pg_has_role(n.nspowner, 'USAGE') FROM pg_catalog.pg_namespace AS n WHERE n.nspname = 'public'
    ), false)::pg_catalog.bool AS is_own,
    (SELECT r.rolsuper FROM pg_catalog.pg_roles AS r WHERE r.rolname = current_user)::pg_catalog.bool AS is_usual
UNION ALL
SELECT
    'extension', x.extname, n.nspname, pg_catalog.pg_has_role(x.extowner, 'USAGE'),
    COALESCE(pg_catalog.obj_description(x.oid, 'pg_extension'), '') = COALESCE((SELECT a.comment FROM pg_catalog.pg_available_extensions AS a WHERE a.name = x.extname), '')
FROM pg_catalog.pg_extension AS x
JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace
WHERE x.extname::pg_catalog.text <> ALL ($1)
UNION ALL
SELECT DISTINCT 'schema', n.nspname, NULL, false, false
FROM pg_catalog.pg_extension AS x
JOIN pg_catalog.pg_namespace AS n ON n.oid = x.extnamespace
WHERE n.oid >= 16384
    AND NOT pg_catalog.pg_has_role(x.extowner, 'USAGE')
    AND NOT pg_catalog.pg_has_role(n.nspowner, 'USAGE')
UNION ALL
SELECT 'role', r.rolname, NULL, r.rolsuper, false
FROM pg_catalog.pg_roles AS r
WHERE r.rolname <> current_user AND r.oid >= 16384
    AND r.oid IN (
        SELECT s.refobjid FROM pg_catalog.pg_shdepend AS s
        WHERE s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
            AND s.dbid = (SELECT b.oid FROM pg_catalog.pg_database AS b WHERE b.datname = pg_catalog.current_database())
    )
UNION ALL
-- The role that the cluster was made with is in no such list, whatever belongs to it.
SELECT 'role', r.rolname, NULL, true, false
FROM pg_catalog.pg_roles AS r
WHERE r.oid = 10 AND r.rolname <> current_user
ORDER BY 1, 2
