//! `migrate verify`

use clap::{Args, ValueEnum};

/// `migrate verify`
#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// Say what a rule is about and how to mend what it finds; `all` lists the rules. Looks at no database
    #[arg(long, value_name = "RULE")]
    pub(crate) explain: Option<String>,
    /// Also try it as the application's role, and where [default: scratch with --ephemeral; else nothing is tried]
    #[arg(long, value_name = "WHERE")]
    pub(crate) on: Option<VerifyOn>,
    /// Also write the findings to this file as SARIF 2.1.0, for code scanning
    #[arg(long, value_name = "FILE")]
    pub(crate) sarif: Option<std::path::PathBuf>,
    /// Also write what was found and tried to this file, as one page for a browser
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<std::path::PathBuf>,
    /// Also write the rules and findings to this file as `JUnit` XML, for CI
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<std::path::PathBuf>,
}

/// `--on`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyOn {
    /// On a throwaway server with all scripts applied: everything is tried, also what writes
    Scratch,
    /// On the rows that are there, in a read-only transaction: safe on production
    Here,
}
