//! Which database to work on: the same flags for every command.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::values;

/// The flags that lead to a database.
#[derive(Args)]
#[command(next_help_heading = "Connection")]
pub(crate) struct ConnectionArgs {
    /// A PostgreSQL URL or `key=value` words [env: `DATABASE_URL`, then libpq's `PGHOST` and so on]
    #[arg(long, value_name = "URL", global = true, conflicts_with_all = ["ephemeral", "ephemeral_keep"])]
    pub(crate) database_url: Option<String>,
    /// Work on a private throwaway server that is gone afterwards
    #[arg(long, global = true)]
    pub(crate) ephemeral: bool,
    /// Like --ephemeral, and leave the server running to look at it
    #[arg(long, global = true)]
    pub(crate) ephemeral_keep: bool,
    /// The folder of `postgres` and `initdb` for --ephemeral [env: `MIGRATE_PG_BIN`]
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) pg_bin: Option<PathBuf>,
    /// Wait for a server that does not answer yet [default: not at all; without a DURATION: 60s]
    #[arg(
        long, value_name = "DURATION", global = true, value_parser = values::duration,
        num_args = 0..=1, require_equals = true, default_missing_value = "60s"
    )]
    pub(crate) wait: Option<Duration>,
    /// Also write through a connection pooler; it has to pool whole sessions
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
