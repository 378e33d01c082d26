-- Where the default that makes transactions read-only comes from, as `pg_settings` calls it. Asked before the session has
-- settings of its own.
-- path: users
-- -> source text, role text (the login)
SELECT
    s.source::pg_catalog.text AS source,
    session_user::pg_catalog.text AS role
FROM pg_catalog.pg_settings AS s
WHERE s.name OPERATOR(pg_catalog.=) 'default_transaction_read_only'::pg_catalog.text
