//! The command line: one file per command, put together here. The doc comment of a command's arguments is its help.

mod adopt;
mod baseline;
mod connection;
mod demo;
mod docs;
mod down;
mod drift;
mod gate;
mod init;
mod locks;
mod new;
mod output;
mod partitions;
mod project;
mod redo;
mod renumber;
mod repair;
mod rollback;
mod roundtrip;
mod schema;
mod seed;
mod snapshot;
mod status;
#[cfg(test)]
mod tests;
mod up;
mod usage;
mod values;
mod verify;

use clap::{Parser, Subcommand};

pub(crate) use adopt::AdoptArgs;
pub(crate) use baseline::BaselineArgs;
pub(crate) use connection::ConnectionArgs;
pub(crate) use demo::DemoArgs;
pub(crate) use docs::DocsArgs;
pub(crate) use down::DownArgs;
pub(crate) use drift::DriftArgs;
pub(crate) use gate::GateArgs;
pub(crate) use init::InitArgs;
pub(crate) use locks::{LockArgs, ScriptLockArgs};
pub(crate) use new::NewArgs;
pub(crate) use output::{Format, OutputArgs};
pub(crate) use partitions::{AheadArgs, PartitionsArgs, PartitionsCommand, RetireArgs, TablesArgs};
pub(crate) use project::ProjectArgs;
pub(crate) use redo::RedoArgs;
pub(crate) use renumber::RenumberArgs;
pub(crate) use repair::{RepairArgs, RepairWhat};
pub(crate) use rollback::RollbackText;
pub(crate) use roundtrip::RoundtripArgs;
pub(crate) use schema::SchemaArgs;
pub(crate) use seed::SeedArgs;
pub(crate) use snapshot::SnapshotArgs;
pub(crate) use status::StatusArgs;
pub(crate) use up::UpArgs;
pub(crate) use usage::{asks_for_json, problem as usage_problem};
pub(crate) use verify::{VerifyArgs, VerifyOn};

/// Versioned up/down SQL migrations for multi-tenant PostgreSQL
#[derive(Debug, Parser)]
#[command(name = "migrate", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  migrate new --dir . add invoices   # write the next migration and its rollback
  migrate up --ephemeral             # try all migrations on a throwaway server
  migrate up                         # apply them to your database

Exit codes:
    0  done, or nothing to do
    1  failed, or verify found a problem, or roundtrip an unsound rollback
    2  invalid usage, configuration or script files, or a refused request
    3  not in the wanted state:
         status --check              something is pending
         docs --check                the file is out of date
         snapshot --check            the file is out of date
         partitions                  a partition is missing, or needs attention
         drift                       the schema has drifted
    4  files and history disagree, or no history may be used or begun here
    5  no usable server: unreachable, login refused, or not writable
    6  another run holds the lock
    7  inconclusive: verify could not tell, or roundtrip had no rows
  130  interrupted (SIGINT)
  143  terminated (SIGTERM)";

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(InitArgs),
    Baseline(BaselineArgs),
    New(NewArgs),
    Adopt(AdoptArgs),
    Up(UpArgs),
    Down(DownArgs),
    Redo(RedoArgs),
    Status(StatusArgs),
    Repair(RepairArgs),
    Renumber(RenumberArgs),
    Verify(VerifyArgs),
    Roundtrip(RoundtripArgs),
    Drift(DriftArgs),
    Snapshot(SnapshotArgs),
    Docs(DocsArgs),
    Partitions(PartitionsArgs),
    Seed(SeedArgs),
    Schema(SchemaArgs),
    Demo(DemoArgs),
}
