//! Every way in which a command can fail: typed facts. `ui` finds the words, and the exit code is
//! decided here, in one place.

use std::path::PathBuf;

use super::code::{Code, codes};
pub(crate) use super::config_problem::{ConfigProblem, UsageProblem};
use super::ephemeral::{EphemeralFault, ThrowawayServer};
use super::exit::ExitStatus;
use super::lock_holder::LockHolder;
pub(crate) use super::refusal::Refusal;
pub(crate) use super::script_fault::{Commit, IsolationFault, ScriptCause, ScriptFault, ScriptProgress};
pub(crate) use crate::model::connection::unreachable::Unreachable;
use crate::model::migration::bookkeeping_problem::BookkeepingProblem;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::history::HistoryProblem;
use crate::model::seed::profile::ProfileProblem;
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::sql_error::{DbFault, SqlError};

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
