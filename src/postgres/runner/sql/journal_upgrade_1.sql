-- From the journal's first shape, which knew no scripts without a transaction, to version 1.
ALTER TABLE bookkeeping.migrate_journal RENAME COLUMN error_message TO message;
ALTER TABLE bookkeeping.migrate_journal ADD COLUMN statement_sha256 text;
ALTER TABLE bookkeeping.migrate_journal DROP CONSTRAINT IF EXISTS migrate_journal_outcome_check;
ALTER TABLE bookkeeping.migrate_journal ADD CONSTRAINT migrate_journal_outcome_check CHECK (
    outcome IN ('done', 'failed', 'running', 'executed', 'accepted', 'abandoned')
);
COMMENT ON TABLE bookkeeping.migrate_journal IS 'Every run of a migration or rollback script; append-only (bookkeeping version 1).';
