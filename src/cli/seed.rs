//! `migrate seed`

use std::num::NonZeroUsize;

use clap::{ArgGroup, Args};

use super::values;
use crate::model::partitions::calendar::Day;

const EXAMPLES: &str = "\
Examples:
  migrate seed --profile smoke --dry-run    # what would be written
  migrate seed --profile ci --scale 0.5     # half the rows of a profile
  migrate seed --profile smoke --ephemeral  # on a throwaway server
  migrate seed --clear                      # remove exactly the seeded rows";

/// Fill a migrated database with production-sized data; the same seed gives the same rows
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["profile", "resume", "clear"])), after_help = EXAMPLES)]
pub(crate) struct SeedArgs {
    /// Fill with this profile: one from the project's `fixtures/profiles`, one built into this binary (`smoke`,
    /// `ci`, `production`), or a file
    #[arg(long, value_name = "NAME|PATH.toml")]
    pub(crate) profile: Option<String>,
    /// Multiply the profile's row counts by X
    #[arg(long, value_name = "X", default_value = "1", value_parser = values::scale, requires = "profile")]
    pub(crate) scale: f64,
    /// Random seed: the same seed gives the same rows
    #[arg(long, value_name = "N", default_value = "1", requires = "profile")]
    pub(crate) seed: u64,
    /// How many months the data goes back [default: as in the profile]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200), requires = "profile")]
    pub(crate) months: Option<u32>,
    /// Where the data ends: this day at midnight UTC [default: as in the profile]
    #[arg(long, value_name = "DATE", value_parser = values::day, requires = "profile")]
    pub(crate) until: Option<Day>,
    /// Print what would be written and switched off, without doing it
    #[arg(long, requires = "profile")]
    pub(crate) dry_run: bool,
    /// Resume a run that was killed or failed
    #[arg(long)]
    pub(crate) resume: bool,
    /// Remove exactly the seeded rows; other rows and edited ones stay, and one that references a seeded row stops it
    #[arg(long)]
    pub(crate) clear: bool,
    /// How many tables to fill at once [default: the number of cores, at most 16]
    #[arg(long, value_name = "N", conflicts_with = "clear")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Name of the database, as confirmation in an environment with `protected = true`
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
}
