//! `migrate roundtrip`

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::values;
use crate::model::migration::version::Version;

/// `migrate roundtrip`
#[derive(Debug, Args)]
pub(crate) struct RoundtripArgs {
    /// The profile that fills the tables, as for `seed` [default: `ci`]
    #[arg(long, value_name = "NAME|PATH.toml", conflicts_with = "no_seed")]
    pub(crate) profile: Option<String>,
    /// Compare the catalog alone, on empty tables
    #[arg(long)]
    pub(crate) no_seed: bool,
    /// Times the number of rows
    #[arg(long, value_name = "X", default_value = "1", value_parser = values::scale)]
    pub(crate) scale: f64,
    /// Other rows of the same kind
    #[arg(long, value_name = "N", default_value = "1")]
    pub(crate) seed: u64,
    /// Prove what is above this version, which stays applied
    #[arg(long, value_name = "VERSION", value_parser = values::version)]
    pub(crate) from: Option<Version>,
    /// Prove this pair alone; those above it are taken back and not compared
    #[arg(long, value_name = "VERSION", value_parser = values::version, conflicts_with = "changed_since")]
    pub(crate) only: Option<Version>,
    /// Prove only the pairs whose files differ from this commit or branch
    #[arg(long, value_name = "GIT_REF")]
    pub(crate) changed_since: Option<String>,
    /// Also write the result to this file, as one page for a browser
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Keep a copy of the filled database on the server, for `--reuse`
    #[arg(long)]
    pub(crate) keep: bool,
    /// Start from the copy that was kept of the same scripts, profile, scale and seed, if there is one
    #[arg(long)]
    pub(crate) reuse: bool,
    /// How many tables are filled and compared at once [default: the number of cores, at most 16]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
}
