//! Why a step, or one statement of it, did not run to its end.

use super::step::Step;
use crate::model::outcome::failure::{
    Commit, Failure, IsolationFault, Refusal, ScriptCause, ScriptFault, ScriptProgress,
};
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::sql_error::DbFault;
use crate::model::verify::finding::RuleFinding;
use crate::postgres::{LostCommit, RunFault};
use crate::workflows::locks::tries::LockTries;

/// Why a step did not run to its end.
pub(crate) enum StepFault {
    Failed(Failure),
    /// A COMMIT that may have taken effect or not; of a script without a transaction, with how far it
    /// came.
    LostCommit(LostCommit, Option<ScriptProgress>),
}

impl From<Failure> for StepFault {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl StepFault {
    /// Sorts a fault of the session.
    pub(crate) fn of(
        step: &Step<'_>,
        fault: RunFault,
        tries: &LockTries,
        kept: Option<ScriptProgress>,
    ) -> Self {
        let cause = match fault {
            RunFault::Script { error, offset } => {
                let excerpt = offset.map(|offset| Excerpt::around(step.run.sql, offset));
                ScriptCause::Server { error, excerpt }
            }
            RunFault::Contended { error, offset, table } => {
                let excerpt = offset.map(|offset| Excerpt::around(step.run.sql, offset));
                ScriptCause::BackfillContended { error, excerpt, table }
            }
            RunFault::HeldTooLong { offset, limit, held } => {
                let excerpt = offset.map(|offset| Excerpt::around(step.run.sql, offset));
                ScriptCause::HeldTooLong { excerpt, limit, held }
            }
            RunFault::LockRefused { error, .. }
            | RunFault::VacuumStays { error }
            | RunFault::Db(DbFault::Server(error)) => ScriptCause::Server { error, excerpt: None },
            RunFault::Db(DbFault::Connection(why)) => {
                ScriptCause::Connection { why, commit: Commit::NotSent }
            }
            RunFault::Db(fault) => ScriptCause::Request(fault),
            RunFault::LostCommit(lost) => return Self::LostCommit(lost, kept),
            RunFault::EndedTransaction => ScriptCause::EndedTransaction,
            RunFault::GaveUpLock => ScriptCause::GaveUpLock,
            RunFault::HistoryRowSwallowed => ScriptCause::HistoryRowSwallowed,
            RunFault::AppliedMeanwhile => ScriptCause::AppliedMeanwhile,
            RunFault::RecorderGone => ScriptCause::RecorderGone,
            RunFault::HistoryRowGone => return Failure::Refused(Refusal::PlanChanged).into(),
            RunFault::Isolation(findings) => return Self::isolation(step, findings, kept, false).into(),
            RunFault::ReachesOut(changes) => {
                let (id, direction) = (step.run.id.clone(), step.run.direction);
                let why =
                    RoundtripRefusal::SharedObjects { id, direction, file: step.file.to_owned(), changes };
                return Failure::Refused(Refusal::Roundtrip(why)).into();
            }
            RunFault::Stopped => return Failure::Stopped.into(),
        };
        Self::script(step, cause, tries, kept).into()
    }

    /// A script that does not pass the gate.
    pub(crate) fn isolation(
        step: &Step<'_>,
        findings: Vec<RuleFinding>,
        kept: Option<ScriptProgress>,
        resumed: bool,
    ) -> Failure {
        let (id, file) = (step.run.id.clone(), step.file.to_owned());
        Failure::Isolation(Box::new(IsolationFault { id, file, findings, kept, resumed, is_restored: false }))
    }

    /// A script that was stopped by a cause.
    pub(crate) fn script(
        step: &Step<'_>,
        cause: ScriptCause,
        tries: &LockTries,
        kept: Option<ScriptProgress>,
    ) -> Failure {
        Failure::Script(Box::new(ScriptFault {
            id: step.run.id.clone(),
            direction: step.run.direction,
            file: step.file.to_owned(),
            cause,
            attempts: tries.figures().tries,
            spent: tries.spent(),
            blockers: tries.blockers(),
            kept,
        }))
    }

    pub(crate) fn failure(self, step: &Step<'_>) -> Failure {
        match self {
            Self::Failed(failure) => failure,
            Self::LostCommit(LostCommit { why, .. }, kept) => {
                let cause = ScriptCause::Connection { why, commit: Commit::Unknown };
                Self::script(step, cause, &LockTries::blind(), kept)
            }
        }
    }
}

/// Why a statement did not run to its end.
pub(crate) enum StatementFault {
    Run(RunFault),
    Cause(ScriptCause),
}

impl From<RunFault> for StatementFault {
    fn from(fault: RunFault) -> Self {
        Self::Run(fault)
    }
}
