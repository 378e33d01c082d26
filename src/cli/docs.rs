//! `migrate docs`

use std::path::PathBuf;

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate docs --ephemeral --output schema.md           # write it
  migrate docs --ephemeral --output schema.md --check   # in CI";

/// Write a Markdown page with a diagram from the comments in the database
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DocsArgs {
    /// Write the page to this file, atomically, instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing; exit with 3 if the file is missing or out of date
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
    /// Document this schema; repeatable [default: the schemas in `search_path`]
    #[arg(long, value_name = "NAME")]
    pub(crate) schema: Vec<String>,
}
