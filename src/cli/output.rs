//! How results are shown: the same flags for every command.

use clap::{Args, ValueEnum};

/// The flags for what is printed.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// Output format
    #[arg(long, value_name = "FORMAT", global = true, default_value = "human")]
    pub(crate) format: Format,
    /// Print results and errors only
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Also print what was connected to, read and started
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
}

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables and sentences
    Human,
    /// One JSON document on standard output
    Json,
    /// Sentences, with problems as GitHub workflow annotations
    Github,
}
