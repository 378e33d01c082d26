-- What every script can rely on beyond own_settings.sql, whatever the role's, the database's or the server's defaults are.
-- `row_security = off` turns a backfill that a policy would hide rows from into an error (42501)
-- instead of an `UPDATE 0`; pg_dump does the same.
SET client_encoding = 'UTF8';
SET check_function_bodies = on;
SET row_security = off;
SET synchronous_commit = on;
