//! The command line: one variant per command, and its doc comment is its help.

mod connection;
mod partitions;
mod roundtrip;
mod schema;
mod seed;
mod snapshot;
mod usage;
mod values;
mod verify;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use connection::ConnectionArgs;
pub(crate) use partitions::{AheadArgs, PartitionsArgs, PartitionsCommand, RetireArgs, TablesArgs};
pub(crate) use roundtrip::RoundtripArgs;
pub(crate) use schema::SchemaArgs;
pub(crate) use seed::SeedArgs;
pub(crate) use snapshot::SnapshotArgs;
pub(crate) use usage::{asks_for_json, problem as usage_problem};
pub(crate) use verify::{VerifyArgs, VerifyOn};

use crate::model::migration::version::Version;

/// Versioned up/down SQL migrations for multi-tenant PostgreSQL.
#[derive(Debug, Parser)]
#[command(name = "migrate", version, max_term_width = 100, after_help = EXIT_CODES)]
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

const EXIT_CODES: &str = "\
Exit codes: 0 done or nothing to do, 1 failed, or verify found something, or a rollback is not sound (roundtrip),
2 usage, configuration or script files, 3 something is pending (status --check), a page is old (docs --check,
snapshot --check), a partition is missing (partitions) or the schema has drifted (drift), 4 files and history disagree,
5 no server, 6 another run holds the lock, 7 verify tried and could not tell, or roundtrip had no rows, 130 and 143 a signal.";

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Apply what is pending, in order, one transaction each
    Up(UpArgs),
    /// Take applied migrations back, newest first (default: one)
    Down(DownArgs),
    /// Take the newest migrations back and apply their files again (default: one)
    Redo(RedoArgs),
    /// Show what is applied, what is pending, and what does not fit together
    Status(StatusArgs),
    /// Decide what only a person can: take an edited script for the applied one, say how an interrupted one ended
    Repair(RepairArgs),
    /// Write a page of documentation from the comments in the database: Markdown, with a diagram
    Docs(DocsArgs),
    /// Keep partitions of time ahead of the clock: from cron, with locks that nobody notices
    Partitions(PartitionsArgs),
    /// Prove that no tenant can reach another's rows: by the catalog, and by trying as the application's role
    Verify(VerifyArgs),
    /// Fill a migrated database with as much data as production holds, the same rows for the same seed
    Seed(SeedArgs),
    /// Prove every rollback: down and up again on seeded rows, the catalog and the rows compared
    Roundtrip(RoundtripArgs),
    /// Write the whole schema as text, an object a paragraph: to be committed, compared and hashed
    Snapshot(SnapshotArgs),
    /// Compare the database with what its applied migrations make on a throwaway server
    Drift,
    /// Write a new migration and its rollback from a template
    New(NewArgs),
    /// Print the JSON Schema of a command's document, of `migrate.toml` or of a profile; needs no database
    Schema(SchemaArgs),
    /// Run everything on a throwaway server: up, status, down, and up again
    Demo,
}

/// `migrate up`
#[derive(Debug, Args)]
pub(crate) struct UpArgs {
    /// Stop after this version
    #[arg(long, value_name = "VERSION", value_parser = values::version, conflicts_with = "steps")]
    pub(crate) to: Option<Version>,
    /// Apply at most N migrations
    #[arg(long, value_name = "N", value_parser = values::steps)]
    pub(crate) steps: Option<usize>,
    /// Also apply pending versions below the newest applied one
    #[arg(long)]
    pub(crate) out_of_order: bool,
    /// Show what would run, and run nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) gate: GateArgs,
}

/// The gate that `up` and `redo` share.
#[derive(Debug, Args)]
pub(crate) struct GateArgs {
    /// Roll a migration back that makes `migrate verify` find more than before [default: `gate` of `[verify]`]
    #[arg(long, overrides_with = "no_verify")]
    verify: bool,
    /// Let it pass, whatever `migrate.toml` says
    #[arg(long, overrides_with = "verify")]
    no_verify: bool,
}

impl GateArgs {
    /// Whether migrations must pass the gate; `default` is what the configuration says.
    pub(crate) fn is_wanted(&self, default: bool) -> bool {
        self.verify || (default && !self.no_verify)
    }
}

/// `migrate down`
#[derive(Debug, Args)]
pub(crate) struct DownArgs {
    /// Go down to this version, which stays applied; 0 takes everything back
    #[arg(long, value_name = "VERSION", value_parser = values::version, conflicts_with_all = ["steps", "all"])]
    pub(crate) to: Option<Version>,
    /// Take N migrations back
    #[arg(long, value_name = "N", value_parser = values::steps, conflicts_with = "all")]
    pub(crate) steps: Option<usize>,
    /// Take everything back
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) rollback: RollbackArgs,
}

/// `migrate redo`
#[derive(Debug, Args)]
pub(crate) struct RedoArgs {
    /// How many of the newest migrations
    #[arg(value_name = "N", value_parser = values::steps, default_value = "1")]
    pub(crate) steps: usize,
    #[command(flatten)]
    pub(crate) rollback: RollbackArgs,
    #[command(flatten)]
    pub(crate) gate: GateArgs,
}

/// What `down` and `redo` share.
#[derive(Debug, Args)]
pub(crate) struct RollbackArgs {
    /// Which text to run where the rollback file differs from the one kept when the migration was applied
    #[arg(long = "use", value_name = "WHICH")]
    pub(crate) text: Option<RollbackText>,
    /// Show what would run, and run nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Do not ask; needed for more than one step where there is no terminal
    #[arg(long, short)]
    pub(crate) yes: bool,
    /// The name of the database, which an environment with `protected = true` asks for
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
}

/// `--use`
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum RollbackText {
    /// The file as it is now
    File,
    /// The text that the journal kept when the migration was applied
    Journal,
}

/// `migrate status`
#[derive(Debug, Args)]
pub(crate) struct StatusArgs {
    /// Exit with 3 when something is pending, with 4 when files and history disagree
    #[arg(long)]
    pub(crate) check: bool,
}

/// `migrate repair`
#[derive(Debug, Args)]
pub(crate) struct RepairArgs {
    /// What is decided
    #[arg(value_name = "WHAT")]
    pub(crate) what: RepairWhat,
    /// The version that it is decided about
    #[arg(value_parser = values::version)]
    pub(crate) version: Version,
    /// The name of the database, which an environment with `protected = true` asks for
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
}

/// The decisions.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum RepairWhat {
    /// The script as it is now is the one that was applied
    Accept,
    /// The interrupted script counts as applied
    Applied,
    /// The interrupted script counts as not applied
    NotApplied,
    /// The statement that was under way took effect
    Executed,
    /// The statement that was under way took no effect
    NotExecuted,
}

/// `migrate docs`
#[derive(Debug, Args)]
pub(crate) struct DocsArgs {
    /// Write the page to this file, in one step, instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<std::path::PathBuf>,
    /// Write nothing; exit with 3 when the file is not what would be written
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
    /// A schema to document; may be given more than once [default: those of `search_path`]
    #[arg(long, value_name = "NAME")]
    pub(crate) schema: Vec<String>,
}

/// `migrate new`
#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// What it does, in a few words: `add invoices` becomes `V003__add_invoices.sql`
    #[arg(required = true, num_args = 1..)]
    pub(crate) name: Vec<String>,
    /// Start from the template of an index on a partitioned table, built without blocking writers
    #[arg(long)]
    pub(crate) partitioned_index: bool,
}

/// Where the scripts are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Project")]
pub(crate) struct ProjectArgs {
    /// The folder that holds `migrations/` and `rollbacks/`
    #[arg(long, value_name = "DIR", global = true, conflicts_with = "embedded")]
    pub(crate) dir: Option<std::path::PathBuf>,
    /// Use the scripts compiled into this binary, whatever folders are here
    #[arg(long, global = true)]
    pub(crate) embedded: bool,
    /// The configuration file [default: `migrate.toml` in DIR or here] [env: `MIGRATE_CONFIG`]
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<std::path::PathBuf>,
    /// The environment of the configuration file to work on, `[env.NAME]` [env: `MIGRATE_ENV`]
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) env: Option<String>,
}

/// How results are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct OutputArgs {
    /// How to show results
    #[arg(long, value_name = "FORMAT", global = true, default_value = "human")]
    pub(crate) format: Format,
    /// Only results and errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Also say what was connected to, read and started
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
}

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Tables and sentences
    Human,
    /// One JSON document on standard output
    Json,
    /// Sentences, and problems as GitHub workflow annotations
    Github,
}
