//! `migrate new`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate new add invoices
  migrate new --partitioned-index index activities by kind";

/// Write a new migration and its rollback from a template
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct NewArgs {
    /// What it does, in a few words: `add invoices` becomes `V003__add_invoices.sql`, or, after timestamps, one of now
    #[arg(required = true, num_args = 1..)]
    pub(crate) name: Vec<String>,
    /// Use the template for an index on a partitioned table, built without blocking writers
    #[arg(long)]
    pub(crate) partitioned_index: bool,
}
