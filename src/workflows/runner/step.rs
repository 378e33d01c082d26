//! One step of a run: a script in its transaction, or statement by statement where it asks for that.

use std::time::Instant;

use super::lost_commit::{self, Found};
use super::no_transaction;
use super::retry::Tries;
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::directive::Direction;
use crate::model::migration::history::History;
use crate::model::migration::progress::Unfinished;
use crate::model::outcome::event::{Event, StepDone};
use crate::model::outcome::failure::{
    Commit, Failure, IsolationFault, Kept, Refusal, ScriptCause, ScriptFault,
};
use crate::model::outcome::report::{Origin, PlannedStep, StepsReport};
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::sql_error::DbFault;
use crate::model::verify::finding::Finding;
use crate::model::verify::gate::Gate;
use crate::postgres::{LostCommit, Ran, RunFault, ScriptRun, Session};
use crate::workflows::database::Database;

/// A script that is about to run, and where it comes from.
#[derive(Debug)]
pub(crate) struct Step<'a> {
    pub(crate) run: ScriptRun<'a>,
    pub(crate) origin: Origin,
    pub(crate) file: &'a str,
}

impl Step<'_> {
    /// The step as `--dry-run` shows it.
    pub(crate) fn planned(&self) -> PlannedStep {
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
pub(crate) fn check(steps: &[Step<'_>]) -> Result<(), Failure> {
    match steps.iter().find_map(|step| Some((step, step.run.directives.irreversible.as_ref()?))) {
        None => Ok(()),
        Some((step, reason)) => {
            let (id, reason) = (step.run.id.clone(), reason.clone());
            Err(Failure::Refused(Refusal::Irreversible { id, reason }))
        }
    }
}

/// Refuses steps that are no longer exactly what a person confirmed.
pub(crate) fn check_confirmed(steps: &[Step<'_>], confirmed: Option<&[PlannedStep]>) -> Result<(), Failure> {
    match confirmed {
        Some(confirmed) if !confirmed.iter().cloned().eq(steps.iter().map(Step::planned)) => {
            Err(Failure::Refused(Refusal::PlanChanged))
        }
        _ => Ok(()),
    }
}

/// Runs steps in order, after making the tables that they are written to (as wide as `width` says).
/// Stops at the first that fails; the ones before it stay. A session that is lost during a COMMIT is
/// replaced, if what was planned still holds then. Before the gate stands every step up.
pub(crate) async fn run_all(
    database: &Database,
    mut session: Session,
    steps: &[Step<'_>],
    history: &History,
    width: VersionWidth,
    mut gate: Option<Gate>,
) -> Result<StepsReport, Failure> {
    if !steps.is_empty() {
        session.prepare_history(width).await?;
    }
    for (at, step) in steps.iter().enumerate() {
        let unfinished = history.unfinished(step.run.id.version);
        let passes = gate.as_mut().filter(|_| step.run.direction == Direction::Up);
        let replaced = run(database, &mut session, step, unfinished, passes)
            .await
            .map_err(|fault| fault.failure(step))?;
        if replaced {
            lost_commit::check(&session, history, &steps[..=at]).await?;
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
        let found = session.judged(gate).await;
        gate.carry(Some(found.map_err(|fault| StepFault::of(step, fault, &Tries::new(), None))?));
    }
    // What an earlier run made of a script that it did not finish is no older than the script.
    let passes = gate.as_deref().map(|gate| if unfinished.is_some() { gate.blind() } else { gate.clone() });
    database.reporter().event(&Event::StepStarted { id, direction });
    let (mut unfinished, mut lost_sessions) = (unfinished.cloned(), 0);
    let ran = loop {
        let ran = if step.run.directives.no_transaction {
            no_transaction::run(database, session, step, unfinished.as_ref(), passes.as_ref()).await
        } else {
            in_transaction(database, session, step, passes.as_ref()).await
        };
        match ran {
            Ok(ran) => break ran,
            Err(StepFault::LostCommit(lost, kept)) if lost_sessions < LOST_SESSIONS => {
                lost_sessions += 1;
                match lost_commit::look(database, session, step, (lost, kept)).await? {
                    Found::Committed(took) => break Ran { took, found: None },
                    Found::Unfinished(found) => unfinished = found,
                }
            }
            Err(fault) => return Err(fault),
        }
    };
    if let Some(gate) = gate {
        gate.carry(ran.found);
    }
    let done = StepDone { id: id.clone(), direction, origin: step.origin, took: ran.took };
    database.reporter().event(&Event::StepDone(&done));
    Ok(lost_sessions > 0)
}

async fn in_transaction(
    database: &Database,
    session: &Session,
    step: &Step<'_>,
    gate: Option<&Gate>,
) -> Result<Ran, StepFault> {
    let (mut tries, started) = (Tries::new(), Instant::now());
    let fault = match tries
        .run(database, session, &step.run.id.to_string(), async || session.run(&step.run, gate).await)
        .await
    {
        Ok(ran) => return Ok(ran),
        Err(fault) => fault,
    };
    if let Some(error) = fault.server() {
        session.note_failure(&step.run, started.elapsed(), &error.sqlstate, &error.message).await;
    }
    Err(StepFault::of(step, fault, &tries, None))
}

/// Why a step did not run to its end.
pub(crate) enum StepFault {
    Failed(Failure),
    /// A COMMIT that may have taken effect or not; of a script without a transaction, with how far it
    /// came.
    LostCommit(LostCommit, Option<Kept>),
}

impl From<Failure> for StepFault {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl StepFault {
    /// Sorts a fault of the session.
    pub(crate) fn of(step: &Step<'_>, fault: RunFault, tries: &Tries, kept: Option<Kept>) -> Self {
        let cause = match fault {
            RunFault::Script { error, offset } => {
                let excerpt = offset.map(|offset| Excerpt::around(step.run.sql, offset));
                ScriptCause::Server { error, excerpt }
            }
            RunFault::Db(DbFault::Server(error)) => ScriptCause::Server { error, excerpt: None },
            RunFault::Db(DbFault::Connection(why)) => {
                ScriptCause::Connection { why, commit: Commit::NotSent }
            }
            RunFault::LostCommit(lost) => return Self::LostCommit(lost, kept),
            RunFault::EndedTransaction => ScriptCause::EndedTransaction,
            RunFault::GaveUpLock => ScriptCause::GaveUpLock,
            RunFault::HistoryRowGone => return Failure::Refused(Refusal::PlanChanged).into(),
            RunFault::Isolation(findings) => return Self::isolation(step, findings, kept, false).into(),
            RunFault::Stopped => return Failure::Stopped.into(),
        };
        Self::script(step, cause, tries, kept).into()
    }

    /// A script that does not pass the gate.
    pub(crate) fn isolation(
        step: &Step<'_>,
        findings: Vec<Finding>,
        kept: Option<Kept>,
        resumed: bool,
    ) -> Failure {
        let (id, file) = (step.run.id.clone(), step.file.to_owned());
        Failure::Isolation(Box::new(IsolationFault { id, file, findings, kept, resumed }))
    }

    /// A script that was stopped by a cause.
    pub(crate) fn script(step: &Step<'_>, cause: ScriptCause, tries: &Tries, kept: Option<Kept>) -> Failure {
        Failure::Script(Box::new(ScriptFault {
            id: step.run.id.clone(),
            direction: step.run.direction,
            file: step.file.to_owned(),
            cause,
            attempts: tries.count,
            blockers: tries.blockers(),
            kept,
        }))
    }

    fn failure(self, step: &Step<'_>) -> Failure {
        match self {
            Self::Failed(failure) => failure,
            Self::LostCommit(LostCommit { why, .. }, kept) => {
                let cause = ScriptCause::Connection { why, commit: Commit::Unknown };
                Self::script(step, cause, &Tries::new(), kept)
            }
        }
    }
}
