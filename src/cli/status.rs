//! `migrate status`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate status                 # every migration, and how far the database is
  migrate status --check         # for a deployment: is it up to date?
  migrate status --format json   # the same for a program";

/// Show what is applied, what is pending, and where files and history disagree
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct StatusArgs {
    /// Exit with 3 if something is pending or interrupted, or a killed `seed` left keys dropped; with 4 if files and
    /// history disagree
    #[arg(long)]
    pub(crate) check: bool,
}
