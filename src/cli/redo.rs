//! `migrate redo`

use clap::Args;

use super::rollback::RollbackArgs;
use super::{GateArgs, values};

const EXAMPLES: &str = "\
Examples:
  migrate redo                    # after every edit of the newest migration
  migrate redo --use file         # the rollback was edited, too
  migrate redo 3 --yes --verify   # the newest three, each past the gate";

/// Roll back the newest migrations and apply their files again (default: one)
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RedoArgs {
    /// How many of the newest migrations to redo
    #[arg(value_name = "N", value_parser = values::steps, default_value = "1")]
    pub(crate) steps: usize,
    #[command(flatten)]
    pub(crate) gate: GateArgs,
    #[command(flatten)]
    pub(crate) rollback: RollbackArgs,
}
