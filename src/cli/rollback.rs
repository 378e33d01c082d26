//! What `down` and `redo` share.

use clap::{Args, ValueEnum};

use super::ScriptLockArgs;

/// How to roll back.
#[derive(Debug, Args)]
pub(crate) struct RollbackArgs {
    /// Which script to run where the rollback file differs from the copy kept when the migration was applied
    /// [default: neither, the run is refused]
    #[arg(long = "use", value_name = "WHICH")]
    pub(crate) text: Option<RollbackText>,
    /// Print what would run, without running it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Do not ask for confirmation; required for more than one step where there is no terminal
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// Name of the database, as confirmation in an environment with `protected = true`
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
    #[command(flatten)]
    pub(crate) locks: ScriptLockArgs,
}

/// `--use`
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum RollbackText {
    /// The file as it is now
    File,
    /// The copy that the journal kept when the migration was applied
    Journal,
}
