//! Every way in which a command can fail: typed facts. `ui` finds the words, and the exit code is
//! decided here, in one place.

use std::path::PathBuf;

pub(crate) use super::config_problem::ConfigProblem;
use super::ephemeral::EphemeralFault;
use super::event::LockHolder;
use super::exit::ExitStatus;
pub(crate) use crate::model::connection::unreachable::Unreachable;
use crate::model::migration::directive::Direction;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::plan::HistoryProblem;
use crate::model::migration::version::Version;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::seed::profile::ProfileProblem;
use crate::model::seed::refusal::{SeedFault, SeedRefusal};
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::model::verify::find_rule::UnknownRule;
use crate::model::verify::finding::Finding;

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) enum Failure {
    Config(ConfigProblem),
    Files(Vec<FileProblem>),
    History(Vec<HistoryProblem>),
    Refused(Refusal),
    Unreachable(Unreachable),
    Ephemeral(EphemeralFault),
    Locked {
        holders: Vec<LockHolder>,
        waited_seconds: u64,
    },
    Script(Box<ScriptFault>),
    /// A migration that opens a way between tenants.
    Isolation(Box<IsolationFault>),
    /// A profile that does not fit itself or the database.
    Profile(Vec<ProfileProblem>),
    /// A seeding that was begun and not finished.
    Seeding(Box<SeedFault>),
    /// A request of our own failed; `doing` completes "could not ..".
    Database {
        doing: &'static str,
        fault: DbFault,
    },
    /// A file could not be written; `doing` completes "could not ..".
    File {
        doing: &'static str,
        file: PathBuf,
        why: String,
    },
    /// The run ended early because a signal asked it to; the front door knows which.
    Stopped,
    Signal(ExitStatus),
    /// What no variant foresaw.
    Unexpected(anyhow::Error),
}

/// A request that is understood and not carried out.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// `up --to` names a version that no file has.
    NoSuchMigration {
        version: Version,
        newest: Option<Version>,
    },
    /// `down --to` names a version that is not applied.
    NotApplied {
        version: Version,
    },
    /// More than one step down without a terminal and without `--yes`.
    NeedsYes {
        steps: usize,
    },
    /// The environment is protected, and the database was not named.
    Protected {
        environment: String,
        database: String,
    },
    /// Another database than this one was named.
    WrongName {
        given: String,
        database: String,
    },
    /// The person said no.
    Declined,
    /// A rollback says that there is no way back.
    Irreversible {
        id: MigrationId,
        reason: String,
    },
    /// The rollback file is not the one that the journal kept.
    RollbackDiffers {
        id: MigrationId,
        file: String,
        file_sha256: String,
        journal_sha256: String,
    },
    /// Neither a file nor the journal has a rollback.
    NoRollback {
        id: MigrationId,
    },
    /// `--use journal`, and the journal does not know the migration.
    NotInJournal {
        id: MigrationId,
    },
    /// What would run is no longer what was confirmed.
    PlanChanged,
    /// `new` was given a name without a usable character.
    BadName {
        given: String,
    },
    /// `new` has no folder to write to.
    NowhereToWrite,
    /// A statement that is executed reads differently now; counted from 1.
    ExecutedStatementEdited {
        id: MigrationId,
        statement: usize,
        file: String,
    },
    /// `repair` was asked for something that is not in need of it.
    NothingToRepair {
        version: Version,
        what: &'static str,
    },
    /// `redo` needs the file of a migration that was applied.
    NoFileToRedo {
        id: MigrationId,
    },
    /// `partitions retire --archive` names a schema that is not there.
    NoArchive {
        schema: String,
    },
    /// `verify --explain` names a rule that there is not.
    NoSuchRule(UnknownRule),
    /// `drift` was asked for on a throwaway server, which is what its migrations made.
    NothingToCompare,
    /// `docs` was asked for schemas that are not there, or none of the search path is.
    NoSuchSchema {
        unknown: Vec<String>,
        existing: Vec<String>,
    },
    Seed(SeedRefusal),
    Roundtrip(RoundtripRefusal),
}

/// A script that did not run to its end.
#[derive(Debug)]
pub(crate) struct ScriptFault {
    pub(crate) id: MigrationId,
    pub(crate) direction: Direction,
    pub(crate) file: String,
    pub(crate) cause: ScriptCause,
    /// How often the transaction was tried.
    pub(crate) attempts: u32,
    /// Who was in the way at the last try, where that was the trouble.
    pub(crate) blockers: Vec<LockHolder>,
    /// Of a script without a transaction: how many of its statements are executed and stay so.
    pub(crate) kept: Option<Kept>,
}

/// A script that ran to its end, and what the rules of `verify` find since.
#[derive(Debug)]
pub(crate) struct IsolationFault {
    pub(crate) id: MigrationId,
    pub(crate) file: String,
    /// The worst first.
    pub(crate) findings: Vec<Finding>,
    /// Of a script without a transaction: what it did, stays.
    pub(crate) kept: Option<Kept>,
    /// Whether an earlier run began it, so that nobody knows what was there before.
    pub(crate) resumed: bool,
}

/// How far a script without a transaction came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) executed: usize,
    pub(crate) of: usize,
}

/// What is known about the COMMIT of a script whose connection was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Commit {
    /// It was not sent yet.
    NotSent,
    /// It was sent, a new session looked, and the server had rolled back.
    RolledBack,
    /// It was sent, and no new session could be had to look.
    Unknown,
}

/// What stopped a script.
#[derive(Debug)]
pub(crate) enum ScriptCause {
    /// The server refused, and where in the script, as far as that is known.
    Server { error: Box<SqlError>, excerpt: Option<Excerpt> },
    /// The connection went away.
    Connection { why: String, commit: Commit },
    /// The script itself ended the transaction that it runs in.
    EndedTransaction,
    /// The script gave up the lock of the run.
    GaveUpLock,
    /// A concurrent build ended without an error, and its index is not valid.
    InvalidIndex { index: String },
    /// A unique index of a partitioned table, one of whose partitions (quoted) is a foreign table.
    UniqueOverForeign { index: String, partition: String },
    /// A statement that cannot be undone was under way when an earlier run was killed.
    Doubtful { excerpt: Excerpt, statement: usize },
}

impl Failure {
    /// The exit code that this failure means.
    pub(crate) fn exit(&self) -> ExitStatus {
        match self {
            Self::Config(_) | Self::Files(_) | Self::Profile(_) => ExitStatus::Usage,
            Self::Seeding(fault) => fault.cause.exit(),
            Self::History(_) => ExitStatus::History,
            Self::Refused(refusal) => refusal.exit(),
            Self::Unreachable(_) | Self::Ephemeral(_) => ExitStatus::Unreachable,
            Self::Locked { .. } => ExitStatus::Locked,
            Self::Signal(status) => *status,
            Self::Stopped => ExitStatus::Interrupted,
            Self::Script(fault) if matches!(fault.cause, ScriptCause::Doubtful { .. }) => ExitStatus::History,
            Self::Script(_)
            | Self::Isolation(_)
            | Self::Database { .. }
            | Self::File { .. }
            | Self::Unexpected(_) => ExitStatus::Failed,
        }
    }

    /// A request of our own that failed, as a failure.
    pub(crate) fn database(doing: &'static str) -> impl FnOnce(DbFault) -> Self {
        move |fault| Self::Database { doing, fault }
    }
}

impl Refusal {
    fn exit(&self) -> ExitStatus {
        match self {
            Self::ExecutedStatementEdited { .. }
            | Self::RollbackDiffers { .. }
            | Self::NoRollback { .. }
            | Self::NotInJournal { .. }
            | Self::PlanChanged => ExitStatus::History,
            Self::Irreversible { .. } | Self::Declined => ExitStatus::Failed,
            Self::Seed(why) => why.exit(),
            _ => ExitStatus::Usage,
        }
    }
}
