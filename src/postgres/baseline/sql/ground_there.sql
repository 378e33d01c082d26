-- Whether a role, a schema or an extension is there.
-- $1 text: `role`, `schema` or `extension`, $2 text: its name
-- -> there bool
SELECT (
    CASE $1
        WHEN 'role' THEN EXISTS (SELECT FROM pg_catalog.pg_roles AS r WHERE r.rolname = $2)
        WHEN 'schema' THEN EXISTS (SELECT FROM pg_catalog.pg_namespace AS n WHERE n.nspname = $2)
        ELSE EXISTS (SELECT FROM pg_catalog.pg_extension AS x WHERE x.extname = $2)
    END
)::pg_catalog.bool AS there
