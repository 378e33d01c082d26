//! Runs steps in order: each script in its transaction, or statement by statement where it asks for that.

use std::time::Instant;

use super::fault::StepFault;
use super::lost_commit::CommitFate;
use super::step::Step;
use super::{lost_commit, no_transaction, together};
use crate::model::locks::figures::LockFigures;
use crate::model::locks::lock_set::LockSet;
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::directive::Direction;
use crate::model::migration::history::History;
use crate::model::migration::progress::Unfinished;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::report::StepsReport;
use crate::model::outcome::step::StepDone;
use crate::model::verify::finding::RuleFinding;
use crate::model::verify::gate::Gate;
use crate::postgres::{Opening, Ran, Session};
use crate::workflows::database::Database;
use crate::workflows::locks::tries::LockTries;

/// Runs steps in order, after making the tables that they are written to (as wide as `width` says).
/// Stops at the first that fails; the ones before it stay. Tables that were made for a run which applied nothing go
/// again. A session that is lost during a COMMIT is
/// replaced, if what was planned still holds then. Before the gate stands every step up.
///
/// Steps that begin with a rollback apply what they roll back again. The gate compares with what was there before, and
/// where every script runs in a transaction, all run in one: if the gate refuses, nothing has been rolled back.
pub(crate) async fn run_all(
    database: &Database,
    mut session: Session,
    steps: &[Step<'_>],
    history: &History,
    width: VersionWidth,
    mut gate: Option<Gate>,
) -> Result<StepsReport, Failure> {
    if let (Some(gate), Some(first)) = (gate.as_mut(), steps.first())
        && first.run.direction == Direction::Down
    {
        session.prepare_history(width).await?;
        let findings =
            Box::pin(found_before(&session, first, gate)).await.map_err(|fault| fault.failure(first))?;
        gate.before_rollbacks(findings);
        if together::may(steps, history) {
            Box::pin(together::run(database, session, steps, gate)).await?;
            return Ok(StepsReport { nothing_to_do: false });
        }
    }
    run_each(database, &mut session, steps, (history, width), gate).await
}

/// The same in a session that stays open, one step after another.
pub(crate) async fn run_each(
    database: &Database,
    session: &mut Session,
    steps: &[Step<'_>],
    (history, width): (&History, VersionWidth),
    mut gate: Option<Gate>,
) -> Result<StepsReport, Failure> {
    let is_first = session.is_without_history();
    if !steps.is_empty() {
        session.prepare_history(width).await?;
    }
    for (at, step) in steps.iter().enumerate() {
        let unfinished = history.unfinished(step.run.id.version);
        let gate_now = gate.as_mut().filter(|_| step.run.direction == Direction::Up);
        let replaced = match run(database, session, step, unfinished, gate_now).await {
            Ok(replaced) => replaced,
            Err(fault) => {
                if is_first && at == 0 {
                    session.remove_unused_history().await;
                }
                return Err(fault.failure(step));
            }
        };
        if replaced {
            lost_commit::check(session, history, &steps[..=at]).await?;
        }
    }
    Ok(StepsReport { nothing_to_do: steps.is_empty() })
}

/// How often one script may lose its session: a script without a transaction commits many times.
const LOST_SESSIONS: usize = 3;

/// Returns whether the session was replaced on the way.
async fn run(
    database: &Database,
    session: &mut Session,
    step: &Step<'_>,
    unfinished: Option<&Unfinished>,
    mut gate: Option<&mut Gate>,
) -> Result<bool, StepFault> {
    let (id, direction) = (step.run.id, step.run.direction);
    if database.is_stopping() {
        return Err(Failure::Stopped.into());
    }
    if let Some(gate) = gate.as_deref_mut().filter(|gate| gate.must_look()) {
        gate.carry(Some(found_before(session, step, gate).await?));
    }
    // What an earlier run made of a script that it did not finish is no older than the script.
    let gate_now = gate.as_deref().map(|gate| if unfinished.is_some() { gate.blind() } else { gate.clone() });
    database.reporter().event(&Event::StepStarted { id, direction });
    let (mut unfinished, mut lost_sessions) = (unfinished.cloned(), 0);
    let mut locks = LockFigures::default();
    let ran = loop {
        let ran = if step.run.directives.no_transaction {
            let earlier = (unfinished.as_ref(), &mut locks);
            Box::pin(no_transaction::run(database, session, step, earlier, gate_now.as_ref())).await
        } else {
            Box::pin(in_transaction(database, session, step, gate_now.as_ref(), &mut locks)).await
        };
        match ran {
            Ok(ran) => break ran,
            Err(StepFault::LostCommit(lost, kept)) if lost_sessions < LOST_SESSIONS => {
                lost_sessions += 1;
                match lost_commit::resolve_commit(database, session, step, lost, kept).await? {
                    CommitFate::Committed(took) => break Ran { took, findings: None },
                    CommitFate::Unfinished(findings) => unfinished = findings,
                }
            }
            Err(fault) => return Err(fault),
        }
    };
    if let Some(gate) = gate {
        gate.carry(ran.findings);
    }
    let done = StepDone { id: id.clone(), direction, origin: step.origin, took: ran.took, locks };
    database.reporter().event(&Event::StepDone(&done));
    Ok(lost_sessions > 0)
}

/// What is found before a step.
async fn found_before(
    session: &Session,
    step: &Step<'_>,
    gate: &Gate,
) -> Result<Vec<RuleFinding>, StepFault> {
    session.judged(gate).await.map_err(|fault| StepFault::of(step, fault, &LockTries::blind(), None))
}

async fn in_transaction(
    database: &Database,
    session: &Session,
    step: &Step<'_>,
    gate: Option<&Gate>,
    locks: &mut LockFigures,
) -> Result<Ran, StepFault> {
    let started = Instant::now();
    // Where nobody else is, nothing is learned, and only what the script itself takes is measured.
    let known = if database.is_alone() { Ok(LockSet::default()) } else { session.lock_set(&step.run).await };
    let known = known.map_err(|fault| StepFault::of(step, fault, &LockTries::blind(), None))?;
    let limit = step.exclusive_limit(database.locking());
    let mut tries = LockTries::new(known, step.run.lock_wait()).limited(limit);
    let attempt = async |opening: &Opening| session.run(&step.run, gate, opening).await;
    let ran = tries.run(database, session, &step.run.id.to_string(), attempt).await;
    *locks = locks.and(tries.figures());
    let fault = match ran {
        Ok(ran) => return Ok(ran),
        Err(fault) => fault,
    };
    if let Some(error) = fault.server() {
        session.note_failure(&step.run, started.elapsed(), &error.sqlstate, &error.message).await;
    }
    Err(StepFault::of(step, fault, &tries, None))
}
