//! `migrate seed`

use std::num::NonZeroUsize;

use clap::{ArgGroup, Args};

use super::values;
use crate::model::partitions::calendar::Day;

const EXAMPLES: &str = "\
Examples:
  migrate seed --ephemeral                  # any schema, without a profile
  migrate seed --init                       # that profile, to go on with
  migrate seed --profile smoke --dry-run    # what would be written
  migrate seed --profile ci --scale 0.5     # half the rows of a profile
  migrate seed --profile smoke --ephemeral  # on a throwaway server
  migrate seed --clear                      # remove exactly the seeded rows";

/// Fill a migrated database with production-sized data; the same seed gives the same rows
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").args(["profile", "init", "resume", "clear"])), after_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct SeedArgs {
    /// Fill with this profile: one from the project's `fixtures/profiles`, one built into this binary (`smoke`,
    /// `ci`, `production`), or a file
    #[arg(long, value_name = "NAME|PATH.toml")]
    pub(crate) profile: Option<String>,
    /// Print a profile for the connected database, which works at once: its tables, rows, tenants, and forms of values
    #[arg(long)]
    pub(crate) init: bool,
    /// Without a profile: how many rows all tables get together, spread over them by their foreign keys
    #[arg(long, value_name = "N", default_value = "10000", conflicts_with_all = ["profile", "resume", "clear"])]
    pub(crate) rows: u64,
    /// Without a profile: fill the database by what its schema says
    #[arg(long, conflicts_with_all = ["profile", "init", "resume", "clear"])]
    pub(crate) yes: bool,
    /// Multiply the profile's row counts by X
    #[arg(long, value_name = "X", default_value = "1", value_parser = values::scale, conflicts_with_all = ["resume", "clear"])]
    pub(crate) scale: f64,
    /// Random seed: the same seed gives the same rows
    #[arg(long, value_name = "N", default_value = "1", conflicts_with_all = ["resume", "clear"])]
    pub(crate) seed: u64,
    /// How many months the data goes back [default: as in the profile]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1200), conflicts_with_all = ["resume", "clear"])]
    pub(crate) months: Option<u32>,
    /// Where the data ends: this day at midnight UTC [default: as in the profile]
    #[arg(long, value_name = "DATE", value_parser = values::day, conflicts_with_all = ["resume", "clear"])]
    pub(crate) until: Option<Day>,
    /// Print what would be written and switched off, without doing it
    #[arg(long, conflicts_with_all = ["init", "resume", "clear"])]
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
