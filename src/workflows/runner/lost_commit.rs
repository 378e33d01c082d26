//! An ambiguous commit: looked up in a new session with the same lock. Never guessed,
//! and never run again blindly.

use std::collections::BTreeSet;
use std::time::Duration;

use super::fault::StepFault;
use super::step::Step;
use crate::model::migration::directive::Direction;
use crate::model::migration::history::History;
use crate::model::migration::progress::Unfinished;
use crate::model::migration::version::Version;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::{Commit, Failure, Refusal, ScriptCause, ScriptProgress};
use crate::postgres::{LostCommit, Session};
use crate::workflows::database::Database;
use crate::workflows::locks::tries::LockTries;

/// What was found.
pub(crate) enum CommitFate {
    /// The whole script is committed; it took this long.
    Committed(Duration),
    /// A script without a transaction came this far, by the journal.
    Unfinished(Option<Unfinished>),
}

/// Replaces the lost session and looks. A script whose one transaction is not committed is a failure,
/// with nothing of it left; so is an outcome that cannot be looked at.
pub(crate) async fn resolve_commit(
    database: &Database,
    session: &mut Session,
    step: &Step<'_>,
    lost: LostCommit,
    kept: Option<ScriptProgress>,
) -> Result<CommitFate, StepFault> {
    let failed = |commit: Commit| {
        let cause = ScriptCause::Connection { why: lost.why.clone(), commit };
        StepFault::from(StepFault::script(step, cause, &LockTries::blind(), kept))
    };
    let Some(again) = session.reconnect().await else { return Err(failed(Commit::Unknown)) };
    *session = again;
    let committed = match &lost.transaction {
        Some(transaction) => session.is_committed(&step.run, transaction).await,
        None => Ok(false),
    };
    let committed = committed.map_err(|fault| StepFault::of(step, fault, &LockTries::blind(), kept))?;
    if committed {
        database.reporter().event(&Event::CommitFound { id: step.run.id });
        return Ok(CommitFate::Committed(lost.took));
    }
    if !step.run.directives.no_transaction {
        return Err(failed(Commit::RolledBack));
    }
    let history = session.reader().history().await?;
    let unfinished = history.unfinished(step.run.id.version);
    if is_overtaken(step, &history, unfinished) {
        return Err(Failure::Refused(Refusal::PlanChanged).into());
    }
    Ok(CommitFate::Unfinished(unfinished.cloned()))
}

/// Whether another run finished the script in between, or started to roll it back: going on by the
/// journal would then run it once more.
fn is_overtaken(step: &Step<'_>, history: &History, unfinished: Option<&Unfinished>) -> bool {
    let is_applied = history.entry(step.run.id.version).is_some();
    is_applied == (step.run.direction == Direction::Up)
        || unfinished.is_some_and(|script| script.direction != step.run.direction)
}

/// Refuses to go on in a new session where another run has changed the history in between: it must
/// read what this run made of `before` with the steps that are `done`.
pub(crate) async fn check(session: &Session, before: &History, done: &[Step<'_>]) -> Result<(), Failure> {
    let versions = |history: &History| -> BTreeSet<Version> {
        history.applied.iter().map(|entry| entry.id.version).collect()
    };
    let mut expected = versions(before);
    for step in done {
        match step.run.direction {
            Direction::Up => expected.insert(step.run.id.version),
            Direction::Down => expected.remove(&step.run.id.version),
        };
    }
    if versions(&session.reader().history().await?) == expected {
        Ok(())
    } else {
        Err(Failure::Refused(Refusal::PlanChanged))
    }
}
