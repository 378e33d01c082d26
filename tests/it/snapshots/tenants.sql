CREATE TABLE tenants (tenant_id bigint PRIMARY KEY, name text NOT NULL);
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON tenants USING (tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::bigint));
CREATE TABLE notes (
    tenant_id bigint NOT NULL REFERENCES tenants,
    id bigint NOT NULL,
    body text NOT NULL DEFAULT '',
    PRIMARY KEY (tenant_id, id)
);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes USING (tenant_id = (SELECT NULLIF(current_setting('app.tenant', true), '')::bigint));
CREATE TABLE invoices (
    tenant_id bigint NOT NULL REFERENCES tenants,
    id bigint NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CREATE TABLE plans (id bigint PRIMARY KEY, price int NOT NULL DEFAULT 0);
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'snap_app') THEN CREATE ROLE snap_app; END IF;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON tenants, notes, invoices, plans TO snap_app;
