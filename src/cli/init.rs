//! `migrate init`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate init             # shows what it would write, and asks
  migrate init --yes       # in a script; with DATABASE_URL, also by the catalog
  migrate init --dir api   # in another folder";

/// Begin a project in this folder: look at what is there, and write `migrate.toml`
///
/// Looks at the files of the folder and, where a database is named, at its catalog. Never writes over a file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct InitArgs {
    /// Write without asking
    #[arg(long, short)]
    pub(crate) yes: bool,
}
