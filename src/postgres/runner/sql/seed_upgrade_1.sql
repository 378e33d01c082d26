-- From the first shape, which did not keep what a run had found, to version 1.
ALTER TABLE bookkeeping.migrate_seed ADD COLUMN found jsonb NOT NULL DEFAULT '{}';
ALTER TABLE bookkeeping.migrate_seed ALTER COLUMN found DROP DEFAULT;
COMMENT ON TABLE bookkeeping.migrate_seed IS 'Rows that migrate seed wrote; migrate seed --clear removes them (bookkeeping version 1).';
