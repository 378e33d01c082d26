//! `migrate down`

use clap::Args;

use super::rollback::RollbackArgs;
use super::values;
use crate::model::migration::version::Version;

const EXAMPLES: &str = "\
Examples:
  migrate down                   # roll back the newest migration, by version
  migrate down --last-applied    # the one applied last, whatever its version
  migrate down --to V007 --yes   # roll back everything above V007
  migrate down --all --dry-run   # what would run, in order";

/// Roll back applied migrations, newest first (default: one)
///
/// Newest is the highest version, also where `up --out-of-order` applied a lower one after it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DownArgs {
    /// Roll back to this version, which stays applied; 0 rolls back everything
    #[arg(long, value_name = "VERSION", value_parser = values::version, conflicts_with_all = ["steps", "all", "last_applied"])]
    pub(crate) to: Option<Version>,
    /// Roll back N migrations
    #[arg(long, value_name = "N", value_parser = values::steps, conflicts_with_all = ["all", "last_applied"])]
    pub(crate) steps: Option<usize>,
    /// Roll back everything
    #[arg(long, conflicts_with = "last_applied")]
    pub(crate) all: bool,
    /// Roll back the migration that was applied last, whatever its version
    #[arg(long)]
    pub(crate) last_applied: bool,
    #[command(flatten)]
    pub(crate) rollback: RollbackArgs,
}
