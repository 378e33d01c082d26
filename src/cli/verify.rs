//! `migrate verify`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  migrate verify                        # judge the catalog by the rules
  migrate verify --ephemeral            # and try it, on a throwaway server
  migrate verify --on here              # and try it on production, read-only
  migrate verify --sarif verify.sarif   # for code scanning
  migrate verify --explain T01          # why it matters and how to fix it

Exit codes:
  0  no error or warning, and every attempt was denied
  1  an error or a warning, a leak, or an exemption that matches nothing
  2  no [tenant] in migrate.toml: the section that the catalog suggests is shown
  7  no finding, but an attempt was inconclusive";

/// Prove that no tenant can reach another tenant's rows
///
/// The rules judge the catalog. With --on or --ephemeral it is also tried: as the application's role, on tables,
/// partitions and views that hold tenants' rows.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct VerifyArgs {
    /// Where to also try it as the application's role [default: scratch with --ephemeral, otherwise nowhere]
    #[arg(long, value_name = "WHERE")]
    pub(crate) on: Option<VerifyOn>,
    /// Also write the findings to this file as SARIF 2.1.0, for code scanning
    #[arg(long, value_name = "FILE")]
    pub(crate) sarif: Option<PathBuf>,
    #[arg(
        long,
        value_name = "FILE",
        help = "Also write the rules and findings to this file as JUnit XML, for CI"
    )]
    pub(crate) junit: Option<PathBuf>,
    /// Also write the findings and attempts to this file as an HTML page
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Explain a rule and how to fix its findings, without a database; `all` lists the rules
    #[arg(long, value_name = "RULE")]
    pub(crate) explain: Option<String>,
}

/// `--on`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyOn {
    /// On a throwaway server with all scripts applied: every attempt, writes included
    Scratch,
    /// On the rows of this database, in a read-only transaction: safe on production
    Here,
}
