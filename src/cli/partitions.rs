//! `migrate partitions` and its commands.

use clap::{Args, Subcommand};

use super::values;
use crate::model::partitions::retention::Span;

/// `migrate partitions`
#[derive(Debug, Args)]
pub(crate) struct PartitionsArgs {
    #[command(subcommand)]
    pub(crate) command: PartitionsCommand,
}

/// What can be done with partitions.
#[derive(Debug, Subcommand)]
pub(crate) enum PartitionsCommand {
    /// Make the partitions of the current period and of those ahead, and fill gaps
    Ensure(EnsureArgs),
    /// Exit with 3 when a partition is missing, when bounds are not those of the interval, or when
    /// DEFAULT holds rows; reads only
    Check(CheckArgs),
    /// Move rows out of DEFAULT into partitions of their own, one period a transaction
    Drain(TablesArgs),
    /// Detach partitions that are older than what is kept, and archive or export them; dropping is a later step
    Retire(RetireArgs),
    /// Look after tables whose partitions people or `pg_partman` made: print their `[[partitions]]`, close
    /// their partitions, take them from `pg_partman`
    Adopt(AdoptArgs),
    /// Show partitions with bounds, rows, size and state; reads only
    List(TablesArgs),
}

impl PartitionsCommand {
    /// The words on the command line.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Ensure(_) => "partitions ensure",
            Self::Check(_) => "partitions check",
            Self::Drain(_) => "partitions drain",
            Self::Retire(_) => "partitions retire",
            Self::Adopt(_) => "partitions adopt",
            Self::List(_) => "partitions list",
        }
    }
}

/// Which tables.
#[derive(Debug, Args)]
pub(crate) struct TablesArgs {
    /// This table only; may be given more than once [default: those of `[[partitions]]`, or else every
    /// table that is partitioned by time]
    #[arg(long = "table", value_name = "TABLE")]
    pub(crate) tables: Vec<String>,
}

/// What `ensure` and `check` share.
#[derive(Debug, Args)]
pub(crate) struct AheadArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
    /// How many periods after the current one there should be [default: as configured, or 3]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(0..=1000))]
    pub(crate) ahead: Option<u32>,
    /// Write what was found to this file for Prometheus' node exporter, in one step; each command and each
    /// database has a file of its own
    #[arg(long, value_name = "FILE")]
    pub(crate) metrics_file: Option<std::path::PathBuf>,
}

/// `migrate partitions ensure`
#[derive(Debug, Args)]
pub(crate) struct EnsureArgs {
    #[command(flatten)]
    pub(crate) ahead: AheadArgs,
}

/// `migrate partitions check`
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) ahead: AheadArgs,
    /// How many rows DEFAULT may hold
    #[arg(long, value_name = "N", default_value = "0", value_parser = clap::value_parser!(i64).range(0..))]
    pub(crate) max_default_rows: i64,
}

/// `migrate partitions retire`
#[derive(Debug, Args)]
pub(crate) struct RetireArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
    /// Detach what ended so long ago: 48h, 90d, 12w, 24m or 2y, in whole hours, days or months [default: as configured]
    #[arg(long, value_name = "SPAN", value_parser = values::keep)]
    pub(crate) keep: Option<Span>,
    /// Move what is detached to this schema
    #[arg(long, value_name = "SCHEMA", conflicts_with = "export")]
    pub(crate) archive: Option<String>,
    /// Write the rows of what is detached to a compressed file in this folder, with a manifest
    #[arg(long, value_name = "DIR")]
    pub(crate) export: Option<std::path::PathBuf>,
    /// Detach nothing; drop what an earlier run detached, and with `--archive` or `--export` only what is there
    #[arg(long)]
    pub(crate) drop: bool,
    /// Drop only what was detached so long ago
    #[arg(long, value_name = "SPAN", value_parser = values::span, default_value = "7d", requires = "drop")]
    pub(crate) grace: Span,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// The name of the database, which an environment with `protected = true` asks for
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
}

/// `migrate partitions adopt`
#[derive(Debug, Args)]
pub(crate) struct AdoptArgs {
    #[command(flatten)]
    pub(crate) tables: TablesArgs,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}
