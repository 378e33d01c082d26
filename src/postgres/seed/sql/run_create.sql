-- The runs of `migrate seed`: what was asked for, so that a run can be resumed and removed without a file, and
-- how far it came. Goes away with the last run.
CREATE TABLE bookkeeping.migrate_seed (
    run_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_version text NOT NULL,
    role_name text NOT NULL DEFAULT session_user,
    profile text NOT NULL,
    request jsonb NOT NULL,
    catalog jsonb NOT NULL,
    found jsonb NOT NULL,
    tables jsonb NOT NULL,
    streams jsonb NOT NULL DEFAULT '{}',
    apart jsonb,
    sequences jsonb,
    started_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(),
    finished_at timestamptz
);
COMMENT ON TABLE bookkeeping.migrate_seed IS 'Rows that migrate seed wrote; migrate seed --clear removes them (bookkeeping version 1).';
