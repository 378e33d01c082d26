//! One step of a run: a script in its transaction, or statement by statement where it asks for that.

use std::time::{Duration, Instant};

use super::database::Database;
use super::retry::Tries;
use super::statements;
use crate::model::checksum::VersionWidth;
use crate::model::directive::Direction;
use crate::model::event::{Event, LockHolder, StepDone};
use crate::model::excerpt::Excerpt;
use crate::model::failure::{Failure, Kept, Refusal, ScriptCause, ScriptFault};
use crate::model::history::History;
use crate::model::progress::Unfinished;
use crate::model::report::{Origin, PlannedStep, Report};
use crate::model::sql_error::DbFault;
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
    match steps.iter().find_map(|step| Some((step, step.run.directives.irreversible.as_ref()?))) {
        None => Ok(()),
        Some((step, reason)) => {
            let (id, reason) = (step.run.id.clone(), reason.clone());
            Err(Failure::Refused(Refusal::Irreversible { id, reason }))
        }
    }
}

/// Refuses steps that are no longer exactly what a person confirmed.
pub(super) fn check_confirmed(steps: &[Step<'_>], confirmed: Option<&[PlannedStep]>) -> Result<(), Failure> {
    match confirmed {
        Some(confirmed) if !confirmed.iter().cloned().eq(steps.iter().map(Step::planned)) => {
            Err(Failure::Refused(Refusal::PlanChanged))
        }
        _ => Ok(()),
    }
}

/// Runs steps in order, after making the tables that they are written to (as wide as `width` says).
/// Stops at the first that fails; the ones before it stay.
pub(super) async fn run_all(
    database: &Database,
    session: &Session,
    steps: &[Step<'_>],
    history: &History,
    width: VersionWidth,
) -> Result<Report, Failure> {
    if !steps.is_empty() {
        session.prepare_history(width).await?;
    }
    for step in steps {
        let unfinished = history.unfinished(step.run.id.version);
        run(database, session, step, unfinished).await.map_err(|fault| fault.failure(step))?;
    }
    Ok(Report::Steps { nothing_to_do: steps.is_empty() })
}

async fn run(
    database: &Database,
    session: &Session,
    step: &Step<'_>,
    unfinished: Option<&Unfinished>,
) -> Result<(), StepFault> {
    let (id, direction) = (step.run.id, step.run.direction);
    if database.is_stopping() {
        return Err(StepFault::Refused(Failure::Stopped));
    }
    database.reporter().event(&Event::StepStarted { id, direction });
    let took = if step.run.directives.no_transaction {
        statements::run(database, session, step, unfinished).await?
    } else {
        in_transaction(database, session, step).await?
    };
    let done = StepDone { id: id.clone(), direction, origin: step.origin, took };
    database.reporter().event(&Event::StepDone(&done));
    Ok(())
}

async fn in_transaction(
    database: &Database,
    session: &Session,
    step: &Step<'_>,
) -> Result<Duration, StepFault> {
    let (mut tries, started) = (Tries::new(), Instant::now());
    let fault = match tries.run(database, session, step.run.id, async || session.run(&step.run).await).await {
        Ok(took) => return Ok(took),
        Err(fault) => fault,
    };
    if let Some(error) = fault.server() {
        session.note_failure(&step.run, started.elapsed(), &error.sqlstate, &error.message).await;
    }
    Err(StepFault::of(step, fault, &tries, None))
}

/// Why a step did not run to its end.
pub(super) enum StepFault {
    Script {
        cause: ScriptCause,
        attempts: u32,
        blockers: Vec<LockHolder>,
        kept: Option<Kept>,
    },
    /// Not the script's fault.
    Refused(Failure),
}

impl StepFault {
    /// Sorts a fault of the session.
    pub(super) fn of(step: &Step<'_>, fault: RunFault, tries: &Tries, kept: Option<Kept>) -> Self {
        let cause = match fault {
            RunFault::Script { error, offset } => {
                let excerpt = offset.map(|offset| Excerpt::around(step.run.sql, offset));
                ScriptCause::Server { error, excerpt }
            }
            RunFault::Db(DbFault::Server(error)) => ScriptCause::Server { error, excerpt: None },
            RunFault::Db(DbFault::Connection(why)) => ScriptCause::Connection(why),
            RunFault::EndedTransaction => ScriptCause::EndedTransaction,
            RunFault::GaveUpLock => ScriptCause::GaveUpLock,
            RunFault::HistoryRowGone => return Self::Refused(Failure::Refused(Refusal::PlanChanged)),
            RunFault::Stopped => return Self::Refused(Failure::Stopped),
        };
        Self::Script { cause, attempts: tries.count, blockers: tries.blockers(), kept }
    }

    fn failure(self, step: &Step<'_>) -> Failure {
        match self {
            Self::Refused(failure) => failure,
            Self::Script { cause, attempts, blockers, kept } => Failure::Script(Box::new(ScriptFault {
                id: step.run.id.clone(),
                direction: step.run.direction,
                file: step.file.to_owned(),
                cause,
                attempts,
                blockers,
                kept,
            })),
        }
    }
}
