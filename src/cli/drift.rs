//! `migrate drift`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate drift                 # what was changed by hand?
  migrate drift --format json   # the same for a program

Exit codes:
  0  the schema is what its applied migrations produce
  3  the schema has drifted; `[[drift.ignore]]` in `migrate.toml` exempts";

/// Diff the database against what its applied migrations produce on a throwaway server
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DriftArgs {}
