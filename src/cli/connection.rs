//! Which database to work on: the same flags for every command.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::values;

/// The flags that lead to a database.
#[derive(Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(next_help_heading = "Connection")]
pub(crate) struct ConnectionArgs {
    /// PostgreSQL URL or `key=value` string [env: `DATABASE_URL`, then `PGHOST` and libpq's other variables]
    #[arg(long, value_name = "URL", global = true, conflicts_with_all = ["ephemeral", "ephemeral_keep"])]
    pub(crate) database_url: Option<String>,
    /// Use a private throwaway server that is removed afterwards
    #[arg(long, global = true)]
    pub(crate) ephemeral: bool,
    /// Like --ephemeral, but leave the server running for inspection
    #[arg(long, global = true)]
    pub(crate) ephemeral_keep: bool,
    /// Folder with `postgres` and `initdb` for throwaway servers [env: `MIGRATE_PG_BIN`]
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) pg_bin: Option<PathBuf>,
    /// Wait for a server that does not answer yet [default: off; without a DURATION: 60s]
    #[arg(
        long, value_name = "DURATION", global = true, value_parser = values::duration,
        num_args = 0..=1, require_equals = true, default_missing_value = "60s"
    )]
    pub(crate) wait: Option<Duration>,
    /// Schemas that scripts start with, as `a,b`; the first holds the history [default: `search_path` of the environment, the URL, `migrate.toml`, or the login]
    #[arg(long, value_name = "SCHEMAS", global = true)]
    pub(crate) search_path: Option<String>,
    /// Write although `default_transaction_read_only` is on
    #[arg(long, global = true)]
    pub(crate) override_read_only: bool,
    /// Allow writing through a connection pooler; it must pool whole sessions
    #[arg(long, global = true)]
    pub(crate) allow_pooler: bool,
    /// How long to wait while another run holds the lock [default: 60s]
    #[arg(long, value_name = "DURATION", global = true, value_parser = values::duration)]
    pub(crate) lock_wait: Option<Duration>,
}

impl fmt::Debug for ConnectionArgs {
    /// Without the URL: it may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionArgs").field("ephemeral", &self.ephemeral).finish_non_exhaustive()
    }
}
