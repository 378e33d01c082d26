-- Rooms of tenants and members of them; whoever is at work, as `{own}` says.
DO $$ BEGIN CREATE ROLE designs_app; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
CREATE DOMAIN number AS bigint CHECK (VALUE > 0);
CREATE TYPE color AS ENUM ('red', 'green');
CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE FUNCTION by_sql() RETURNS bigint STABLE LANGUAGE sql AS $$ SELECT NULLIF(current_setting('app.tenant', true), '')::bigint $$;
CREATE FUNCTION by_return() RETURNS bigint STABLE LANGUAGE plpgsql
    AS $$ BEGIN RETURN NULLIF(current_setting('app.tenant', true), '')::bigint; END $$;
CREATE FUNCTION by_plpgsql() RETURNS bigint STABLE LANGUAGE plpgsql
    AS $$ DECLARE said text := current_setting('app.tenant', true); BEGIN RETURN NULLIF(said, '')::bigint; END $$;
CREATE FUNCTION by_claims() RETURNS bigint STABLE LANGUAGE sql
    AS $$ SELECT (NULLIF(current_setting('request.claims', true), '')::json ->> 'tenant_id')::bigint $$;
CREATE TABLE members (tenant_id bigint NOT NULL, person bigint NOT NULL, PRIMARY KEY (tenant_id, person));
CREATE TABLE rooms (tenant_id bigint NOT NULL, room int NOT NULL, PRIMARY KEY (tenant_id, room));
CREATE TABLE letters (tenant_id bigint NOT NULL, letter int NOT NULL, PRIMARY KEY (tenant_id, letter));
CREATE VIEW own_rooms WITH (security_invoker = true) AS SELECT tenant_id, room FROM rooms;
GRANT SELECT ON own_rooms TO designs_app;
ALTER TABLE rooms ENABLE ROW LEVEL SECURITY;
ALTER TABLE rooms FORCE ROW LEVEL SECURITY;
ALTER TABLE letters ENABLE ROW LEVEL SECURITY;
ALTER TABLE letters FORCE ROW LEVEL SECURITY;
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
ALTER TABLE members FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON rooms TO designs_app USING ({own});
CREATE POLICY own ON letters TO designs_app USING ({own});
CREATE POLICY own ON members TO designs_app USING (person = NULLIF(current_setting('app.person', true), '')::bigint);
GRANT SELECT, INSERT, UPDATE, DELETE ON rooms, letters TO designs_app;
