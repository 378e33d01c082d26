//! `migrate snapshot`

use clap::Args;

/// `migrate snapshot`
#[derive(Debug, Args)]
pub(crate) struct SnapshotArgs {
    /// Write the text to this file, in one step, instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<std::path::PathBuf>,
    /// Write nothing; name the objects that differ from the file, and exit with 3 when it is not what would be written
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
}
