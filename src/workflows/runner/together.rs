//! `redo` through the gate: rollbacks and migrations in one transaction, so that what is refused leaves nothing behind.

use std::cell::Cell;
use std::time::Instant;

use super::fault::StepFault;
use super::lost_commit::{self, CommitFate};
use super::step::Step;
use crate::model::locks::lock_set::LockSet;
use crate::model::migration::history::History;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::outcome::step::StepDone;
use crate::model::verify::gate::Gate;
use crate::postgres::{Opening, Session};
use crate::workflows::database::Database;
use crate::workflows::locks::tries::LockTries;

/// Whether the steps can run in one transaction: each of them in one, and none of them begun by an earlier run.
pub(super) fn may(steps: &[Step<'_>], history: &History) -> bool {
    steps
        .iter()
        .all(|step| !step.run.directives.no_transaction && history.unfinished(step.run.id.version).is_none())
}

/// Runs the steps in one transaction. A COMMIT whose answer is lost is looked up.
pub(super) async fn run(
    database: &Database,
    mut session: Session,
    steps: &[Step<'_>],
    gate: &Gate,
) -> Result<(), Failure> {
    let Some(first) = steps.first() else { return Ok(()) };
    if database.is_stopping() {
        return Err(Failure::Stopped);
    }
    let (started, at) = (Instant::now(), Cell::new(0));
    let locked = known(database, &session, steps).await.map_err(|fault| fault.failure(first))?;
    let runs: Vec<_> = steps.iter().map(|step| &step.run).collect();
    let wait = first.run.lock_wait();
    // The shortest limit holds; a script that lifts it lifts it for the transaction.
    let limits: Option<Vec<_>> = steps.iter().map(|step| step.exclusive_limit(database.locking())).collect();
    let mut tries = LockTries::new(locked, wait).limited(limits.and_then(|limits| limits.into_iter().min()));
    let attempt = async |opening: &Opening| session.run_together(&runs, gate, opening, &at).await;
    let ran = tries.run(database, &session, &first.run.id.to_string(), attempt).await;
    let step = steps.get(at.get()).unwrap_or(first);
    let took = match ran {
        Ok(took) => took,
        Err(fault) => {
            if let Some(error) = fault.server() {
                session.note_failure(&step.run, started.elapsed(), &error.sqlstate, &error.message).await;
            }
            match StepFault::of(step, fault, &tries, None) {
                StepFault::LostCommit(lost, kept) => {
                    let fate = lost_commit::resolve_commit(database, &mut session, step, lost, kept).await;
                    match fate.map_err(|fault| fault.failure(step))? {
                        CommitFate::Committed(took) => vec![took; steps.len()],
                        // Only a script without a transaction ends so.
                        CommitFate::Unfinished(_) => Vec::new(),
                    }
                }
                fault @ StepFault::Failed(_) => {
                    let mut failure = fault.failure(step);
                    if let Failure::Isolation(fault) = &mut failure {
                        fault.is_restored = true;
                    }
                    return Err(failure);
                }
            }
        }
    };
    for (step, took) in steps.iter().zip(took) {
        let (id, direction, locks) = (step.run.id.clone(), step.run.direction, tries.figures());
        let done = StepDone { id, direction, origin: step.origin, took, locks };
        database.reporter().event(&Event::StepDone(&done));
    }
    Ok(())
}

/// What all of them lock on tables that are there now.
async fn known(database: &Database, session: &Session, steps: &[Step<'_>]) -> Result<LockSet, StepFault> {
    let mut known = LockSet::default();
    if database.is_alone() {
        return Ok(known);
    }
    for step in steps {
        let locks = session.lock_set(&step.run).await;
        let locks = locks.map_err(|fault| StepFault::of(step, fault, &LockTries::blind(), None))?;
        locks.locks().iter().for_each(|lock| known.add(lock.clone()));
    }
    Ok(known)
}
