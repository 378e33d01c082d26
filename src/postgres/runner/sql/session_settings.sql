-- What every script can rely on, whatever the role's, the database's or the server's defaults are.
-- `row_security = off` turns a backfill that a policy would hide rows from into an error (42501)
-- instead of an `UPDATE 0`; pg_dump does the same.
SET client_encoding = 'UTF8';
SET TimeZone = 'UTC';
SET DateStyle = 'ISO, YMD';
SET IntervalStyle = 'postgres';
SET standard_conforming_strings = on;
SET check_function_bodies = on;
SET row_security = off;
SET statement_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET idle_session_timeout = 0;
SET default_transaction_isolation = 'read committed';
SET default_transaction_read_only = off;
SET default_transaction_deferrable = off;
SET synchronous_commit = on;
SET client_min_messages = notice;
