//! `migrate snapshot`

use std::path::PathBuf;

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate snapshot --ephemeral --output schema.txt           # write it
  migrate snapshot --ephemeral --output schema.txt --check   # in CI";

/// Write the schema as diffable text, one paragraph per object
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SnapshotArgs {
    /// Write the text to this file, atomically, instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; name the objects that differ from the file, and exit with 3 if it is missing or out of date
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
}
