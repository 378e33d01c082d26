//! `migrate seed`

use std::num::NonZeroUsize;

use clap::{ArgGroup, Args};

use super::values;
use crate::model::partitions::calendar::Day;

/// `migrate seed`
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["profile", "resume", "clear"])))]
pub(crate) struct SeedArgs {
    /// Fill with this profile: one of the project's `fixtures/profiles`, one of those in this binary (`smoke`,
    /// `ci`, `production`), or a file
    #[arg(long, value_name = "NAME|PATH.toml")]
    pub(crate) profile: Option<String>,
    /// Go on with a run that was killed or failed
    #[arg(long)]
    pub(crate) resume: bool,
    /// Remove exactly the rows that were written; rows of others stay, and one that refers to ours stops it
    #[arg(long)]
    pub(crate) clear: bool,
    /// Times the number of rows
    #[arg(long, value_name = "X", default_value = "1", value_parser = values::scale, requires = "profile")]
    pub(crate) scale: f64,
    /// Other rows of the same kind
    #[arg(long, value_name = "N", default_value = "1", requires = "profile")]
    pub(crate) seed: u64,
    /// How many months the data go back [default: as the profile says]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200), requires = "profile")]
    pub(crate) months: Option<u32>,
    /// The data end here, at midnight UTC [default: as the profile says]
    #[arg(long, value_name = "DATE", value_parser = values::day, requires = "profile")]
    pub(crate) until: Option<Day>,
    /// How many tables are filled at once [default: the number of cores, at most 16]
    #[arg(long, value_name = "N", conflicts_with = "clear")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Show what would be written and switched off, and do nothing
    #[arg(long, requires = "profile")]
    pub(crate) dry_run: bool,
    /// The name of the database, which an environment with `protected = true` asks for
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
}
