//! `migrate adopt`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values;

const EXAMPLES: &str = "\
Examples:
  migrate adopt --dry-run   # whose files are these, and what is applied?
  migrate adopt --dir db    # write the pairs below db/, mark what is applied
  migrate adopt --from goose --source sql --yes
  migrate adopt --pattern {version}.sql --applied-through 42

Nothing of the other tool is run on the database, and its table stays unless
you say otherwise. For a further database, run it again: the pairs are there
then, and only the history is written.";

/// Take over the files and the history of another migration tool
///
/// Reads the files of Flyway, Liquibase (formatted SQL), golang-migrate, dbmate, goose, sqlx, Diesel, refinery,
/// sql-migrate, tern, pop, node-pg-migrate, Graphile Migrate, Prisma, Drizzle, Supabase or Atlas, writes them as pairs into
/// `migrations/` and `rollbacks/`, proves on throwaway servers that these make the same schema, and marks what that tool
/// has applied as applied.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct AdoptArgs {
    /// The other tool [default: as the files and the database say]
    #[arg(long, value_name = "TOOL", value_enum)]
    pub(crate) from: Option<ToolName>,
    /// The folder of its files [default: the usual ones, such as `migrations` or `db/migrations`]
    #[arg(long, value_name = "DIR")]
    pub(crate) source: Option<PathBuf>,
    /// Paths of up files of any naming, below the folder: `{version}`, `{name}` and `*` stand for letters
    #[arg(long, value_name = "PATTERN")]
    pub(crate) pattern: Option<String>,
    /// The same of down files
    #[arg(long, value_name = "PATTERN", requires = "pattern")]
    pub(crate) down_pattern: Option<String>,
    /// A value for a placeholder in the files, such as `${schema}`; may be repeated
    #[arg(long, value_name = "NAME=VALUE", value_parser = values::assignment)]
    pub(crate) placeholder: Vec<(String, String)>,
    /// The other tool's table, where it is not the usual one
    #[arg(long, value_name = "[SCHEMA.]TABLE")]
    pub(crate) history_table: Option<String>,
    /// What is applied, where no table says so: a version of the other tool, `all` or `none`
    #[arg(long, value_name = "VERSION")]
    pub(crate) applied_through: Option<String>,
    /// Print what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Do not ask
    #[arg(long)]
    pub(crate) yes: bool,
    /// Drop the other tool's table in the transaction that writes our history
    #[arg(long)]
    pub(crate) drop_old_history: bool,
    /// Compare nothing: for machines without PostgreSQL's server programs
    #[arg(long)]
    pub(crate) no_proof: bool,
    /// Name of the database, as confirmation in an environment with `protected = true`
    #[arg(long, value_name = "DATABASE")]
    pub(crate) confirm: Option<String>,
}

/// The tools.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ToolName {
    Atlas,
    Dbmate,
    #[value(alias = "diesel-cli")]
    Diesel,
    #[value(aliases = ["drizzle-kit", "drizzle-orm"])]
    Drizzle,
    Flyway,
    #[value(alias = "migrate")]
    GolangMigrate,
    Goose,
    #[value(alias = "graphile")]
    GraphileMigrate,
    Liquibase,
    NodePgMigrate,
    Pattern,
    #[value(alias = "soda")]
    Pop,
    Prisma,
    Refinery,
    SqlMigrate,
    #[value(alias = "sqlx-cli")]
    Sqlx,
    Supabase,
    Tern,
}
