//! `migrate partitions` and its commands.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{LockArgs, values};
use crate::model::partitions::retention::RetentionPeriod;

const EXAMPLES: &str = "\
Examples:
  migrate partitions ensure            # from cron, every night
  migrate partitions check             # for monitoring
  migrate partitions retire --dry-run  # what is past its retention period

Exit codes:
  0  every partition is as it should be
  3  a partition is missing, or needs attention";

/// Manage time-range partitions: create, check, drain, retire; made for cron
///
/// No lock is waited for longer than two seconds: the step is then rolled back and tried again, so that nobody
/// queues behind it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct PartitionsArgs {
    #[command(subcommand)]
    pub(crate) command: PartitionsCommand,
}

/// What can be done with partitions.
#[derive(Debug, Subcommand)]
pub(crate) enum PartitionsCommand {
    Ensure(EnsureArgs),
    Check(CheckArgs),
    List(ListArgs),
    Drain(DrainArgs),
    Retire(RetireArgs),
    Adopt(AdoptArgs),
}

impl PartitionsCommand {
    /// The words on the command line that choose it.
    pub(crate) fn as_str(&self) -> &'static str {
        match self {
            Self::Ensure(_) => "partitions ensure",
            Self::Check(_) => "partitions check",
            Self::List(_) => "partitions list",
            Self::Drain(_) => "partitions drain",
            Self::Retire(_) => "partitions retire",
            Self::Adopt(_) => "partitions adopt",
        }
    }
}

/// Which tables.
#[derive(Debug, Args)]
pub(crate) struct TablesArgs {
    /// Only this table; repeatable [default: the tables in `[[partitions]]`, or else every table partitioned by
    /// time]
    #[arg(long = "table", value_name = "TABLE")]
    pub(crate) tables: Vec<String>,
}

/// What `ensure` and `check` share.
#[derive(Debug, Args)]
pub(crate) struct AheadArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
    /// How many periods there should be after the current one [default: as configured, or 3]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(crate) ahead: Option<u32>,
    /// Write the findings to this file for Prometheus' node exporter, atomically; each command and each database
    /// needs a file of its own
    #[arg(long, value_name = "FILE")]
    pub(crate) metrics_file: Option<PathBuf>,
}

const ENSURE_EXAMPLES: &str = "\
Examples:
  migrate partitions ensure                          # from cron, every night
  migrate partitions ensure --table events --ahead 6";

/// Create the partitions of the current period and of those ahead, and fill gaps
#[derive(Debug, Args)]
#[command(after_help = ENSURE_EXAMPLES)]
pub(crate) struct EnsureArgs {
    #[command(flatten)]
    pub(crate) ahead: AheadArgs,
    #[command(flatten)]
    pub(crate) locks: LockArgs,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  migrate partitions check
  migrate partitions check --metrics-file /var/lib/node_exporter/check.prom

Exit codes:
  0  every partition is as it should be
  3  a partition is missing, bounds are not those of the interval, or the
     default partition holds too many rows";

/// Check that no partition is missing and none is wrong; reads only
///
/// Exits with 3 if a partition is missing, if bounds are not those of the interval, or if the default partition
/// holds rows.
#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) ahead: AheadArgs,
    /// How many rows the default partition may hold
    #[arg(long, value_name = "N", default_value = "0", value_parser = clap::value_parser!(i64).range(0..))]
    pub(crate) max_default_rows: i64,
}

const LIST_EXAMPLES: &str = "\
Examples:
  migrate partitions list
  migrate partitions list --table events --format json";

/// List partitions with their bounds, rows, size and state; reads only
#[derive(Debug, Args)]
#[command(after_help = LIST_EXAMPLES)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
}

const DRAIN_EXAMPLES: &str = "\
Examples:
  migrate partitions drain
  migrate partitions drain --table events";

/// Move rows from the default partition to partitions of their own
///
/// One transaction per period: an interrupted run leaves whole periods, and the next one goes on there.
#[derive(Debug, Args)]
#[command(after_help = DRAIN_EXAMPLES)]
pub(crate) struct DrainArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
    #[command(flatten)]
    pub(crate) locks: LockArgs,
}

const RETIRE_EXAMPLES: &str = "\
Examples:
  migrate partitions retire --keep 24m --dry-run           # what is due
  migrate partitions retire --keep 24m --export /archive   # detach and export
  migrate partitions retire --export /archive --drop       # a week later";

/// Detach partitions past the retention period; archive, export or drop them
///
/// Dropping is a step of its own: a later run with --drop, which detaches nothing.
#[derive(Debug, Args)]
#[command(after_help = RETIRE_EXAMPLES)]
pub(crate) struct RetireArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
    /// Detach what ended before this retention period: 48h, 90d, 12w, 24m or 2y, in whole hours, days or months
    /// [default: as configured]
    #[arg(long, value_name = "SPAN", value_parser = values::retention)]
    pub(crate) keep: Option<RetentionPeriod>,
    /// Move detached partitions to this schema
    #[arg(long, value_name = "SCHEMA", conflicts_with = "export")]
    pub(crate) archive: Option<String>,
    /// Write the rows of each detached partition to a compressed file in this folder, with a manifest
    #[arg(long, value_name = "DIR")]
    pub(crate) export: Option<PathBuf>,
    /// Detach nothing; drop what an earlier run detached, and with `--archive` or `--export` only what is there
    #[arg(long)]
    pub(crate) drop: bool,
    /// Only drop what was detached at least this long ago
    #[arg(long, value_name = "SPAN", value_parser = values::span, default_value = "7d", requires = "drop")]
    pub(crate) grace: RetentionPeriod,
    /// Print what would be done, without doing it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Name of the database, as confirmation in an environment with `protected = true`
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
    #[command(flatten)]
    pub(crate) locks: LockArgs,
}

const ADOPT_EXAMPLES: &str = "\
Examples:
  migrate partitions adopt --dry-run   # print the `[[partitions]]` to add
  migrate partitions adopt --table events";

/// Take over partitions made by hand or by `pg_partman`
///
/// Prints the `[[partitions]]` for `migrate.toml`, closes partitions that can be accessed directly, and takes
/// tables over from `pg_partman`.
#[derive(Debug, Args)]
#[command(after_help = ADOPT_EXAMPLES, mut_arg("tables", |table| table.help(ADOPT_TABLES)))]
pub(crate) struct AdoptArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
    /// Print what would be done, without doing it
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) locks: LockArgs,
}

/// Unlike the other commands, `adopt` is about tables that `migrate.toml` does not know yet.
const ADOPT_TABLES: &str = "Only this table; repeatable [default: every table partitioned by time]";
