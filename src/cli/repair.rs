//! `migrate repair`

use clap::{Args, ValueEnum};

use super::values;
use crate::model::migration::version::Version;

const EXAMPLES: &str = "\
Examples:
  migrate repair accept V007        # only a comment of V007 was edited
  migrate repair not-applied V012   # V012 was interrupted, and undone by hand
  migrate repair renamed V005       # its file has another name or number now";

/// Resolve what needs a decision: a script that was edited, renamed or interrupted
///
/// Accepts an edited script, follows a renamed one, or records how an interrupted one ended. The decision is written to the journal, with
/// who made it and when.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RepairArgs {
    /// The decision
    #[arg(value_name = "WHAT")]
    pub(crate) what: RepairWhat,
    /// The version it is about
    #[arg(value_parser = values::version)]
    pub(crate) version: Version,
    /// Name of the database, as confirmation in an environment with `protected = true`
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
}

/// The decisions.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum RepairWhat {
    /// The edited script counts as the one that was applied
    Accept,
    /// The interrupted script counts as applied
    Applied,
    /// The interrupted script counts as not applied
    NotApplied,
    /// The statement in progress took effect
    Executed,
    /// The statement in progress had no effect
    NotExecuted,
    /// The history follows a file that was renamed or renumbered
    Renamed,
}
