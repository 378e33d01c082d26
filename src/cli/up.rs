//! `migrate up`

use clap::Args;

use super::{GateArgs, ScriptLockArgs, values};
use crate::model::migration::version::Version;

const EXAMPLES: &str = "\
Examples:
  migrate up --dry-run   # what would run, in order
  migrate up             # apply all that is pending
  migrate up --to V007   # stop after V007";

/// Apply pending migrations in order, one transaction each
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(after_help = EXAMPLES)]
pub(crate) struct UpArgs {
    /// Stop after this version
    #[arg(long, value_name = "VERSION", value_parser = values::version, conflicts_with = "steps")]
    pub(crate) to: Option<Version>,
    /// Apply at most N migrations
    #[arg(long, value_name = "N", value_parser = values::steps)]
    pub(crate) steps: Option<usize>,
    /// Also apply pending versions below the newest applied one
    #[arg(long)]
    pub(crate) out_of_order: bool,
    /// Begin a history although another schema of the database holds one
    #[arg(long)]
    pub(crate) new_history: bool,
    /// Begin a history although the database has tables and no history
    #[arg(long)]
    pub(crate) allow_existing: bool,
    #[command(flatten)]
    pub(crate) gate: GateArgs,
    #[command(flatten)]
    pub(crate) locks: ScriptLockArgs,
    /// Print what would run, without running it
    #[arg(long)]
    pub(crate) dry_run: bool,
}
