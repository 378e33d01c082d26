//! `migrate baseline`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate baseline --dry-run       # dump, prove, show what would be written
  migrate baseline                 # V001__baseline, marked as applied
  migrate baseline --rows places   # with the rows of this lookup table

Exit codes:
  0  done
  3  a database made from the pair is not the same, and nothing was written";

/// Turn a database that no tool migrates into the first migration, and mark it as applied
///
/// Dumps the schema with `pg_dump`, and proves the pair on a throwaway server: a database made from it is the same, and
/// its rollback leaves nothing. The database itself is read and gets the history, nothing else.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BaselineArgs {
    /// Lookup tables whose rows come with it, as INSERT
    #[arg(long, value_name = "TABLE", value_delimiter = ',')]
    pub(crate) rows: Vec<String>,
    /// Write a rollback that says that there is no way back, instead of drops
    #[arg(long)]
    pub(crate) irreversible: bool,
    /// A table that is called like another tool's history, and is part of the schema
    #[arg(long, value_name = "TABLE", value_delimiter = ',')]
    pub(crate) not_a_history: Vec<String>,
    /// Write the pair to go on with by hand, also where it does not make the same, and mark nothing
    #[arg(long)]
    pub(crate) write_only: bool,
    /// Dump and prove, and write nothing
    #[arg(long, conflicts_with = "write_only")]
    pub(crate) dry_run: bool,
}
