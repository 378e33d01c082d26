-- migrate:lossy tags all of it
-- migrate:lossy notes.color the column is new
CREATE OR REPLACE VIEW plans AS SELECT tenant_id, plan FROM tenants;
CREATE OR REPLACE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
ALTER POLICY own ON notes USING (tenant_id = current_setting('app.tenant', true)::bigint);
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
ALTER SEQUENCE ticket OWNED BY notes.number;
ALTER TABLE notes ALTER COLUMN title TYPE varchar(100);
DROP TRIGGER loud ON notes;
ALTER TABLE notes ALTER COLUMN title SET NOT NULL;
ALTER TABLE notes ALTER COLUMN body SET DEFAULT 'empty';
COMMENT ON COLUMN notes.title IS NULL;
REVOKE INSERT ON notes FROM rt_reader;
DROP INDEX notes_made;
DROP POLICY more ON notes;
ALTER TABLE notes DROP COLUMN color;
DROP TABLE tags;
