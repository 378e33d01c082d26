-- What the names of a search path are in this database, in their order.
-- $1 text[]: the names, `$user` among them
-- -> written text, schema text (what that means to the role), found bool, usable bool (the role has USAGE)
SELECT
    p.written::pg_catalog.text AS written,
    p.schema::pg_catalog.text AS schema,
    (n.oid IS NOT NULL)::pg_catalog.bool AS found,
    COALESCE(pg_catalog.has_schema_privilege(n.oid, 'USAGE'), false)::pg_catalog.bool AS usable
FROM (
    SELECT u.written, u.place, CASE u.written WHEN '$user' THEN current_user::pg_catalog.text ELSE u.written END AS schema
    FROM pg_catalog.unnest($1) WITH ORDINALITY AS u (written, place)
) AS p
LEFT JOIN pg_catalog.pg_namespace AS n ON n.nspname = p.schema
ORDER BY p.place
