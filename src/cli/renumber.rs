//! `migrate renumber`

use clap::Args;

const EXAMPLES: &str = "\
Examples:
  migrate renumber V005                         # the one that is not applied
  migrate renumber migrations/V005__labels.sql  # this one";

/// Give a pair that nothing has applied the next free number
///
/// For two branches that used the same number. Where a database is named, a pair that is applied there is refused.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RenumberArgs {
    /// A version, or one of the two files
    #[arg(value_name = "FILE|VERSION")]
    pub(crate) what: String,
}
