//! Every way in which a command can fail: typed facts. `ui` finds the words, and the exit code is
//! decided here, in one place.

use std::path::PathBuf;

use super::code::{Code, codes};
pub(crate) use super::config_problem::{ConfigProblem, UsageProblem};
use super::ephemeral::{EphemeralFault, ThrowawayServer};
use super::exit::ExitStatus;
use super::lock_holder::LockHolder;
pub(crate) use super::script_fault::{Commit, IsolationFault, ScriptCause, ScriptFault, ScriptProgress};
use crate::model::adopt::refusal::AdoptRefusal;
pub(crate) use crate::model::connection::unreachable::Unreachable;
use crate::model::migration::bookkeeping_problem::BookkeepingProblem;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::history::HistoryProblem;
use crate::model::migration::pair::MigrationId;
use crate::model::migration::version::Version;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::seed::profile::ProfileProblem;
use crate::model::seed::refusal::SeedRefusal;
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::model::verify::find_rule::UnknownRule;

/// Why a command did not do what it was asked to.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line cannot be used.
    Usage(UsageProblem),
    Config(ConfigProblem),
    Files(Vec<FileProblem>),
    History(Vec<HistoryProblem>),
    /// The bookkeeping tables are not used, or no history is begun.
    Bookkeeping(BookkeepingProblem),
    Refused(Refusal),
    Unreachable(Unreachable),
    Ephemeral(EphemeralFault),
    /// What failed on a throwaway server, and not on a real one.
    OnThrowaway {
        server: ThrowawayServer,
        cause: Box<Failure>,
    },
    /// The file of `[scratch] before`.
    Ground(Box<GroundFault>),
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
    /// The migration is declared irreversible.
    Irreversible {
        id: MigrationId,
        reason: String,
        /// Whether other migrations would be rolled back before it.
        is_behind_others: bool,
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
    /// The rollback that the journal kept is not the one that it noted the checksum of.
    KeptRollbackAltered {
        id: MigrationId,
    },
    /// Roles that nobody trusts may write to the journal, which keeps the rollback.
    KeptRollbackWritable {
        id: MigrationId,
        roles: Vec<String>,
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
    /// A command that a throwaway server is of no use to; `why` completes "cannot take `--ephemeral`: ..".
    NoThrowaway {
        command: &'static str,
        why: &'static str,
    },
    /// `docs` was asked for schemas that are not there, or none of the search path is.
    NoSuchSchema {
        unknown: Vec<String>,
        existing: Vec<String>,
    },
    /// `schema` was asked for something that has none.
    NoSuchDocument {
        requested: String,
        known: Vec<String>,
    },
    Seed(SeedRefusal),
    Roundtrip(RoundtripRefusal),
    Adopt(AdoptRefusal),
}

impl Failure {
    /// The exit code that this failure means.
    pub(crate) fn exit(&self) -> ExitStatus {
        self.code().exit
    }

    /// The same, where it happened on a throwaway server. What has no place, such as a signal, stays as it is.
    pub(crate) fn on_throwaway(self, server: ThrowawayServer) -> Self {
        match self {
            Self::OnThrowaway { .. }
            | Self::Usage(_)
            | Self::Files(_)
            | Self::Config(ConfigProblem::NoGround { .. })
            | Self::Ephemeral(_)
            | Self::File { .. }
            | Self::Stopped
            | Self::Signal(_) => self,
            cause => Self::OnThrowaway { server, cause: Box::new(cause) },
        }
    }

    /// What failed, wherever it happened.
    pub(crate) fn cause(&self) -> &Self {
        match self {
            Self::OnThrowaway { cause, .. } => cause,
            failure => failure,
        }
    }

    /// A request of our own that failed, as a failure.
    pub(crate) fn database(doing: &'static str) -> impl FnOnce(DbFault) -> Self {
        move |fault| Self::Database { doing, fault }
    }
}

/// The code of several problems is that of the first: all of a kind end with the same exit code.
fn first<T>(problems: &[T], code: fn(&T) -> Code) -> Code {
    problems.first().map_or_else(|| Failure::Unexpected(anyhow::anyhow!("nothing is wrong")).code(), code)
}

/// A statement of the file of `[scratch] before` that was refused.
#[derive(Debug)]
pub(crate) struct GroundFault {
    pub(crate) file: String,
    pub(crate) error: SqlError,
    pub(crate) excerpt: Excerpt,
}

/// What stopped a seeding, and how it stands.
#[derive(Debug)]
pub(crate) struct SeedFault {
    pub(crate) cause: Failure,
    /// What is not filled has its keys and indexes again.
    pub(crate) is_restored: bool,
}

codes!(Failure {
    Self::Usage(_) => "usage" Usage "the command line cannot be used",
    Self::Config(problem) => in problem.code(),
    Self::Files(problems) => in first(problems, FileProblem::code),
    Self::History(problems) => in first(problems, HistoryProblem::code),
    Self::Bookkeeping(problem) => in problem.code(),
    Self::Refused(refusal) => in refusal.code(),
    Self::Unreachable(why) => in why.code(),
    Self::Ephemeral(fault) => in fault.code(),
    Self::OnThrowaway { cause, .. } => in cause.code(),
    Self::Ground(_) => "before-failed" Failed "a statement of the file that `[scratch] before` names was refused",
    Self::Locked { .. } => "locked" Locked "another run holds the lock; `facts.holders` says who",
    Self::Script(fault) => in fault.cause.code(),
    Self::Isolation(_) => "migration-opens-a-way" Failed "a migration makes `verify` find more than before, and does not pass the gate",
    Self::Profile(problems) => in first(problems, ProfileProblem::code),
    Self::Seeding(fault) => in fault.cause.code(),
    Self::Database { fault, .. } => in fault.code(),
    Self::File { .. } => "file-not-written" Failed "a file could not be written",
    Self::Signal(ExitStatus::Terminated) => "terminated" Terminated "ended by SIGTERM",
    Self::Stopped | Self::Signal(_) => "interrupted" Interrupted "ended by SIGINT",
    Self::Unexpected(_) => "unexpected" Failed "what should not happen",
});

codes!(Refusal {
    Self::NoSuchMigration { .. } => "no-such-migration" Usage "`--to` names a version that no file has",
    Self::NotApplied { .. } => "version-not-applied" Usage "`down --to` names a version that is not applied",
    Self::NeedsYes { .. } => "needs-yes" Usage "more than one step down, no terminal to ask on, and no `--yes`",
    Self::Protected { .. } => "environment-protected" Usage "the environment is protected, and the database was not named",
    Self::WrongName { .. } => "wrong-database-named" Usage "`--confirm` names another database",
    Self::Declined => "declined" Failed "the person said no",
    Self::Irreversible { .. } => "migration-irreversible" Failed "the rollback says that there is no way back",
    Self::RollbackDiffers { .. } => "rollback-differs" History "the rollback file is not the one that the journal kept",
    Self::NoRollback { .. } => "no-rollback" History "neither a file nor the journal has a rollback",
    Self::NotInJournal { .. } => "rollback-not-in-journal" History "`--use journal`, and the journal does not know the migration",
    Self::KeptRollbackAltered { .. } => "kept-rollback-altered" History "the rollback that the journal kept does not fit its checksum, and is not run",
    Self::KeptRollbackWritable { .. } => "kept-rollback-writable" History "others may write to the journal: the rollback that it kept is not run",
    Self::PlanChanged => "plan-changed" History "what would run is no longer what was confirmed",
    Self::BadName { .. } => "bad-migration-name" Usage "`new` was given a name without a usable character",
    Self::NowhereToWrite => "nowhere-to-write" Usage "`new` has no folder to write to",
    Self::ExecutedStatementEdited { .. } => "executed-statement-edited" History "a statement that is executed already reads differently now",
    Self::NothingToRepair { .. } => "nothing-to-repair" Usage "`repair` was asked for something that is not in need of it",
    Self::NoFileToRedo { .. } => "no-file-to-redo" Usage "`redo` needs the file of a migration that was applied",
    Self::NoArchive { .. } => "no-archive-schema" Usage "`partitions retire --archive` names a schema that is not there",
    Self::NoSuchRule { .. } => "no-such-rule" Usage "`verify --explain` names a rule that there is not",
    Self::NoThrowaway { .. } => "no-throwaway" Usage "the command was asked for with `--ephemeral`, and a throwaway server is of no use to it",
    Self::NothingToCompare => "nothing-to-compare" Usage "`drift` was asked for on a throwaway server",
    Self::NoSuchSchema { .. } => "no-such-schema" Usage "`docs` was asked for schemas that are not there",
    Self::NoSuchDocument { .. } => "no-such-document" Usage "`schema` was asked for something that has none",
    Self::Seed(why) => in why.code(),
    Self::Roundtrip(why) => in why.code(),
    Self::Adopt(why) => in why.code(),
});
