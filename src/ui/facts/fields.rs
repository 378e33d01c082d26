//! The fields that the facts about a problem may have.

use std::path::{Path, PathBuf};

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::reach::{SharedObject, StatementBeyond};
use super::things::{
    FilledColumn, Holder, Migration, MissingPiece, OtherPlace, Owner, Reference, RowsOfTable, ServerError,
    Statements,
};

use crate::model::migration::pair::MigrationId;
use crate::model::migration::version::Version;
use crate::model::sql::sql_error::DbFault;
use crate::model::verify::find_rule::UnknownRule;
use crate::ui::fingerprint::AspectView;

/// Fields that are left out where they say nothing.
macro_rules! facts {
    ($($(#[$meta:meta])* $name:ident: $type:ty,)+) => {
        /// The facts about one problem. Each code has its own; a field that says nothing about a problem is not
        /// there.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
        #[cfg_attr(test, derive(JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub(in crate::ui) struct Facts {
            $($(#[$meta])* #[serde(skip_serializing_if = "Option::is_none")] pub(in crate::ui) $name: Option<$type>,)+
        }
    };
}

facts! {
    /// The migration that it is about.
    migration: Migration,
    /// A version without a migration: the one that was asked for, or that two files have.
    version: i64,
    /// The newest migration: of the files, or of the history.
    newest: i64,
    /// `up` or `down`: which of both scripts.
    direction: &'static str,
    /// How many migrations would run.
    steps: usize,
    /// What was expected: a checksum, name, version or column.
    expected: String,
    /// What is there instead.
    actual: String,
    /// When the migration was applied, or the run begun.
    since: String,
    /// Sessions that hold the lock or stand in the way.
    holders: Vec<Holder>,
    /// How long was waited.
    waited_seconds: u64,
    /// How often a script was tried.
    attempts: u32,
    /// How long all of the tries took, with the pauses between them.
    spent_seconds: u64,
    /// How long a script kept readers or writers from a table.
    held_ms: u64,
    /// How long it may.
    limit_ms: u64,
    /// Of a script without a transaction: how far it came.
    statements: Statements,
    /// The statement that it is about, counted from 1.
    statement: usize,
    /// Whether an earlier run began the script.
    resumed: bool,
    /// The version of the throwaway server on which it happened.
    throwaway_server: String,
    /// The version of the real server that this one stands beside.
    real_server: String,
    /// What the server said.
    server: ServerError,
    /// What was being done, which completes "could not ..".
    doing: &'static str,
    /// Why, in the words of the operating system, of a parser or of a person.
    reason: String,
    /// A file, where the message has no place in one.
    file: String,
    /// A line of it, counted from 1.
    file_line: usize,
    /// A byte of it, counted from 0.
    offset: usize,
    /// The files that do not go together.
    files: Vec<String>,
    folder: String,
    /// The file that should be there, or where a link leads.
    target_file: String,
    /// How large it is.
    bytes: u64,
    /// The folders or files that were searched.
    searched: Vec<String>,
    /// The first words of a statement.
    words: String,
    /// The directive of a script, without `migrate:`.
    directive: String,
    /// Where a connection was described: a flag, a variable, a key of `migrate.toml`.
    source: String,
    /// A setting, a connection parameter, or a place in a profile.
    setting: String,
    /// What the setting takes.
    wanted: String,
    /// What was given instead: never a value that may be a secret.
    given: String,
    /// What there is, or what is near to it.
    known: Vec<String>,
    environment: String,
    database: String,
    /// A database at a place, without a password.
    target: String,
    /// Why the other places did not do, in the order in which they were tried.
    others: Vec<OtherPlace>,
    role: String,
    schemas: Vec<String>,
    table: String,
    tables: Vec<String>,
    partition: String,
    index: String,
    /// The object that a finding is about, as a person writes it.
    object: String,
    /// What differs in it.
    aspects: Vec<AspectView>,
    /// Periods without a partition.
    periods: Vec<String>,
    /// A time zone.
    timezone: String,
    /// How many rows it is about.
    rows: u64,
    /// How many rows there should be, or may be.
    expected_rows: u64,
    /// How many things were counted: findings, hosts, partitions.
    count: usize,
    /// How many there should be.
    expected_count: usize,
    /// Tables whose foreign keys refer to the rows.
    referred_by: Vec<String>,
    /// Who owns the tables.
    owners: Vec<Owner>,
    /// Rows that no seeding wrote, and the seeded ones among them.
    row_counts: Vec<RowsOfTable>,
    /// Rows that refer to seeded ones.
    references: Vec<Reference>,
    /// What could not be recreated, and why.
    missing: Vec<MissingPiece>,
    /// What differs.
    differences: Vec<String>,
    /// Statements that reach beyond their database.
    statements_beyond: Vec<StatementBeyond>,
    /// What a script changed that all databases of the server share.
    shared_objects: Vec<SharedObject>,
    /// Columns that a seeding filled, and that are others now.
    columns: Vec<FilledColumn>,
    /// What was applied since.
    applied: Vec<Migration>,
    /// The profile of a seeding.
    profile: String,
    /// Whether keys and indexes of what is not filled are back.
    restored: bool,
    /// A user id of the machine.
    uid: u32,
    /// The end of a server's log, or what a program said.
    log: String,
}

impl Facts {
    /// Nothing but the migration.
    pub(super) fn of(id: &MigrationId) -> Self {
        Self { migration: Some(id.into()), ..Self::default() }
    }

    /// Nothing but a version.
    pub(super) fn of_version(version: Version) -> Self {
        Self { version: Some(version.number()), ..Self::default() }
    }

    /// Nothing but the table.
    pub(super) fn of_table(table: &str) -> Self {
        Self { table: text(table), ..Self::default() }
    }

    /// A request to the server that failed.
    pub(super) fn of_fault(fault: &DbFault) -> Self {
        match fault {
            DbFault::Server(error) => Facts { server: Some(error.as_ref().into()), ..Facts::default() },
            DbFault::Connection(why) | DbFault::Answer(why) => {
                Facts { reason: text(why), ..Facts::default() }
            }
            DbFault::BadName(name) => Facts { given: text(&name.0), ..Facts::default() },
            DbFault::RowsLost { table, sent, taken } => Facts {
                table: text(table),
                expected: text(sent.to_string()),
                actual: text(taken.to_string()),
                ..Facts::default()
            },
            DbFault::RunGone => Facts::default(),
        }
    }
}

/// The rule that was asked for, and those that are near to it.
pub(super) fn unknown_rule(unknown: &UnknownRule) -> Facts {
    let near = unknown.near.iter().map(ToString::to_string).collect();
    Facts { given: text(&unknown.query), known: Some(near), ..Facts::default() }
}

/// Nothing but the object.
pub(in crate::ui) fn object(object: &str) -> Facts {
    Facts { object: text(object), ..Facts::default() }
}

#[allow(clippy::unnecessary_wraps, reason = "every field is optional")]
pub(super) fn text(text: impl Into<String>) -> Option<String> {
    Some(text.into())
}

#[allow(clippy::unnecessary_wraps, reason = "every field is optional")]
pub(super) fn path(path: &Path) -> Option<String> {
    Some(path.display().to_string())
}

#[allow(clippy::unnecessary_wraps, reason = "every field is optional")]
pub(super) fn paths<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Option<Vec<String>> {
    Some(paths.into_iter().map(|path| path.display().to_string()).collect())
}

/// A count that the server gives as a signed number.
pub(super) fn count(rows: i64) -> Option<u64> {
    u64::try_from(rows).ok()
}
