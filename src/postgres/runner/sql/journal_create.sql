-- The journal: one row for every script that ran, and for every statement of a script without a
-- transaction; never changed and never deleted by us. It keeps the rollback itself, so that `down`
-- works from a checkout that no longer has the file.
CREATE TABLE bookkeeping.migrate_journal (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version bigint NOT NULL,
    name text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('up', 'down')),
    outcome text NOT NULL CHECK (
        outcome IN ('done', 'failed', 'running', 'executed', 'accepted', 'abandoned')
    ),
    up_sha256 text,
    down_sha256 text,
    rollback_sql text,
    started_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    duration_ms double precision NOT NULL,
    role_name text NOT NULL DEFAULT session_user,
    application_version text NOT NULL,
    transaction_id text,
    statement_index integer,
    statement_sha256 text,
    sqlstate text,
    message text
);
COMMENT ON TABLE bookkeeping.migrate_journal IS 'Every run of a migration or rollback script; append-only (bookkeeping version 1).';
