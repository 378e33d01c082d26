//! Where the scripts and the configuration are: the same flags for every command.

use std::path::PathBuf;

use clap::Args;

/// The flags that lead to a project.
#[derive(Debug, Args)]
#[command(next_help_heading = "Project")]
pub(crate) struct ProjectArgs {
    /// Folder that holds `migrations/` and `rollbacks/`
    #[arg(long, value_name = "DIR", global = true, conflicts_with = "embedded")]
    pub(crate) dir: Option<PathBuf>,
    /// Use the scripts embedded in this binary, which run nowhere else
    #[arg(long, global = true)]
    pub(crate) embedded: bool,
    /// Configuration file [default: `migrate.toml` in DIR, or here and in the parents, up to `.git`] [env: `MIGRATE_CONFIG`]
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// Environment to use from the configuration file: `[env.NAME]` [env: `MIGRATE_ENV`]
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) env: Option<String>,
}
