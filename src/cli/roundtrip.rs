//! `migrate roundtrip`

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::values;
use crate::model::migration::version::Version;

const EXAMPLES: &str = "\
Examples:
  migrate roundtrip --ephemeral                        # every rollback
  migrate roundtrip --profile smoke --only V007        # one rollback
  migrate roundtrip --changed-since origin/main        # what a branch touches
  migrate roundtrip --ephemeral --report report.html   # for the pull request

Exit codes:
  0  every rollback that was tried is sound
  1  a rollback is not sound, or a script exceeds a limit of `[roundtrip]`
  7  nothing failed, but there were no rows to compare";

/// Prove every rollback: down and up again on seeded rows, comparing schema and rows
///
/// Each pair is judged where only migrations wrote rows, then on the rows of the profile. A broken one does not keep the
/// others from being judged. Works in scratch databases on the server and drops them; the database itself is not touched.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct RoundtripArgs {
    /// Profile that fills the tables, as for `seed` [default: `ci`, or else what the schema says]
    #[arg(long, value_name = "NAME|PATH.toml", conflicts_with = "no_seed")]
    pub(crate) profile: Option<String>,
    /// Without a profile that fits: how many rows all tables get together, spread over them by their foreign keys; 0: none
    #[arg(long, value_name = "N", default_value = "10000", conflicts_with_all = ["profile", "no_seed"])]
    pub(crate) rows: u64,
    /// Seed nothing: compare the schema, and the rows that migrations write
    #[arg(long)]
    pub(crate) no_seed: bool,
    /// Multiply the profile's row counts by X
    #[arg(long, value_name = "X", default_value = "1", value_parser = values::scale)]
    pub(crate) scale: f64,
    /// Random seed: the same seed gives the same rows
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) seed: u64,
    /// Only prove migrations above this version, which stays applied
    #[arg(long, value_name = "VERSION", value_parser = values::version)]
    pub(crate) from: Option<Version>,
    /// Only prove this migration
    #[arg(long, value_name = "VERSION", value_parser = values::version, conflicts_with = "changed_since")]
    pub(crate) only: Option<Version>,
    /// Only prove migrations whose files differ from this commit or branch
    #[arg(long, value_name = "GIT_REF")]
    pub(crate) changed_since: Option<String>,
    /// How many tables to fill and compare at once [default: the number of cores, at most 16]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Keep a copy of the seeded database on the server, for `--reuse`
    #[arg(long)]
    pub(crate) keep: bool,
    /// Start from the copy kept for the same scripts, profile, scale and seed, if there is one
    #[arg(long)]
    pub(crate) reuse: bool,
    /// Also write the result to this file as an HTML page
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}
