//! One step of a run: a script in its transaction, tried again while another session is in the way.

use std::time::{Duration, Instant};

use rand::Rng;

use super::database::Database;
use crate::model::directive::Direction;
use crate::model::event::{Event, Reporter, StepDone};
use crate::model::failure::{Failure, Refusal, ScriptCause, ScriptFault};
use crate::model::migration::MigrationId;
use crate::model::report::{Origin, PlannedStep};
use crate::model::sql_error::{DbFault, Remedy};
use crate::postgres::{RunFault, ScriptRun, Session};

/// A script that is about to run, and where it comes from.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub(super) run: ScriptRun<'a>,
    pub(super) origin: Origin,
    pub(super) file: &'a str,
}

impl Step<'_> {
    /// The step as `--dry-run` shows it.
    pub(super) fn planned(&self) -> PlannedStep {
        let sha256 = match self.run.direction {
            Direction::Up => self.run.up_sha256,
            Direction::Down => self.run.down_sha256,
        };
        PlannedStep {
            id: self.run.id.clone(),
            direction: self.run.direction,
            origin: self.origin,
            file: self.file.to_owned(),
            sha256: sha256.map(|hash| hash.as_str().to_owned()).unwrap_or_default(),
        }
    }
}

/// Refuses a plan that could not run to its end, before its first step runs.
pub(super) fn check(steps: &[Step<'_>]) -> Result<(), Failure> {
    for step in steps {
        if let Some(reason) = &step.run.directives.irreversible {
            let (id, reason) = (step.run.id.clone(), reason.clone());
            return Err(Failure::Refused(Refusal::Irreversible { id, reason }));
        }
        if step.run.directives.no_transaction {
            return Err(Failure::Refused(Refusal::NoTransaction { file: step.file.to_owned() }));
        }
    }
    Ok(())
}

/// How often a transaction is tried while other sessions are in its way.
const TRIES: u32 = 10;

/// Runs steps in order, each in its own transaction. Stops at the first that fails; the ones before
/// it stay.
pub(super) async fn run_all(
    database: &Database,
    session: &Session,
    steps: &[Step<'_>],
) -> Result<(), Failure> {
    for step in steps {
        run(database.reporter(), session, step).await?;
    }
    Ok(())
}

async fn run(reporter: &dyn Reporter, session: &Session, step: &Step<'_>) -> Result<(), Failure> {
    let (id, direction) = (step.run.id, step.run.direction);
    reporter.event(&Event::StepStarted { id, direction });
    let mut attempt = 1;
    loop {
        let started = Instant::now();
        let fault = match session.run(&step.run).await {
            Ok(took) => {
                let done = StepDone { id: id.clone(), direction, origin: step.origin, took };
                reporter.event(&Event::StepDone(&done));
                return Ok(());
            }
            Err(fault) => fault,
        };
        match fault.server() {
            Some(error) if error.remedy() == Remedy::Retry && attempt < TRIES => {
                let pause = pause(attempt);
                let sqlstate = error.sqlstate.as_str();
                reporter.event(&Event::StepRetried { id, sqlstate, attempt, of: TRIES, pause });
                tokio::time::sleep(pause).await;
                attempt += 1;
            }
            _ => {
                note(session, step, started.elapsed(), &fault).await;
                return Err(failure(step, fault, attempt));
            }
        }
    }
}

/// Doubles from a tenth of a second to five seconds, with half of it left to chance so that two
/// runs do not meet again.
fn pause(attempt: u32) -> Duration {
    let ceiling = 100_u64.saturating_mul(1 << attempt.min(6)).min(5_000);
    Duration::from_millis(rand::rng().random_range(ceiling / 2..=ceiling))
}

async fn note(session: &Session, step: &Step<'_>, took: Duration, fault: &RunFault) {
    if let Some(error) = fault.server() {
        session.note_failure(&step.run, took, &error.sqlstate, &error.message).await;
    }
}

fn failure(step: &Step<'_>, fault: RunFault, attempts: u32) -> Failure {
    let cause = match fault {
        RunFault::Script { error, statement } => ScriptCause::Server { error, statement: Some(statement) },
        RunFault::Db(DbFault::Server(error)) => ScriptCause::Server { error, statement: None },
        RunFault::Db(DbFault::Connection(why)) => ScriptCause::Connection(why),
        RunFault::EndedTransaction => ScriptCause::EndedTransaction,
        RunFault::HistoryRowGone => return Failure::Refused(Refusal::PlanChanged),
    };
    let id: &MigrationId = step.run.id;
    Failure::Script(Box::new(ScriptFault {
        id: id.clone(),
        direction: step.run.direction,
        file: step.file.to_owned(),
        sql: step.run.sql.to_owned(),
        cause,
        attempts,
    }))
}
