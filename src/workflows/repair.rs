//! `repair`: what only a person can decide, written down with who and when. There is no `force`.

use std::time::Duration;

use super::database::Database;
use super::down;
use super::runner::no_transaction;
use super::runner::step::Step;
use super::up;
use crate::model::migration::directive::{Direction, Directives};
use crate::model::migration::history::{History, HistoryProblem};
use crate::model::migration::pair::{Pair, Script};
use crate::model::migration::plan;
use crate::model::migration::progress::{StatementOutcome, Unfinished};
use crate::model::migration::renaming::{self, Renaming};
use crate::model::migration::text;
use crate::model::migration::version::Version;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::report::{Repair, RepairReport};
use crate::postgres::{Decision, RunFault, ScriptRun, Session};

/// Writes the decision down, if there is anything to decide about this version.
pub(crate) async fn run(
    database: &Database,
    pairs: &[Pair],
    version: Version,
    decided: Repair,
) -> Result<RepairReport, Failure> {
    let mut session = database.session("migrate repair").await?;
    let history = session.reader().history().await?;
    if decided == Repair::Renamed {
        return rename(&session, &history, pairs, version).await;
    }
    let Some(pair) = plan::find(pairs, version) else {
        if let Some(script) = without_file(&history, version, decided) {
            resolve_without_file(&session, script, decided).await?;
            return Ok(RepairReport { version, decided, renamed_from: None });
        }
        let newest = pairs.last().map(|pair| pair.id.version);
        return Err(Failure::Refused(Refusal::NoSuchMigration { version, newest }));
    };
    let width = session.prepare_history(up::width(pairs, &history)).await?;
    let up = up::step_of(pair, width);
    match decided {
        Repair::Accept => accept(&session, &history, pair, &up.run).await?,
        Repair::Applied | Repair::NotApplied => script(&session, &history, version, decided, up.run).await?,
        Repair::Executed | Repair::NotExecuted => statement(&session, &history, (pair, up), decided).await?,
        Repair::Renamed => {}
    }
    Ok(RepairReport { version, decided, renamed_from: None })
}

/// The row of the history gets the name and the number that its file has now.
async fn rename(
    session: &Session,
    history: &History,
    pairs: &[Pair],
    version: Version,
) -> Result<RepairReport, Failure> {
    let Some(renaming) = renaming::find(pairs, history, version) else {
        let newest = pairs.last().map(|pair| pair.id.version);
        return Err(Failure::Refused(Refusal::NoSuchMigration { version, newest }));
    };
    let Renaming { applied, pair } =
        renaming.map_err(|problem| Failure::Refused(Refusal::Renaming(problem)))?;
    let width = up::width(pairs, history);
    if pair.refinery_checksum(width).is_none() {
        return Err(Failure::History(vec![HistoryProblem::TooWide { id: pair.id.clone() }]));
    }
    let (from, run) = (&applied.id, up::step_of(pair, width).run);
    session.rename(from, &run, &format!("renamed, was {from}")).await?;
    let renamed_from = Some(from.clone());
    Ok(RepairReport { version: pair.id.version, decided: Repair::Renamed, renamed_from })
}

async fn accept(
    session: &Session,
    history: &History,
    pair: &Pair,
    up: &ScriptRun<'_>,
) -> Result<(), Failure> {
    let version = pair.id.version;
    let width = history.width.unwrap_or(crate::model::migration::checksum::VersionWidth::Int4);
    match history.entry(version) {
        None => Err(nothing(version, "is not applied, so there is no edit to accept")),
        Some(entry) if entry.id.name != pair.id.name => {
            Err(nothing(version, "was applied under a different name, which is not an edit"))
        }
        Some(entry) if entry.is_script_of(pair, width) => {
            Err(nothing(version, "was not edited since it was applied"))
        }
        Some(_) => session.decide(up, Decision::AcceptEdit, Repair::Accept.as_str()).await,
    }
}

/// An interrupted script as a whole. A script on its way down that counts as applied was never begun;
/// one that counts as not applied ran to its end.
async fn script(
    session: &Session,
    history: &History,
    version: Version,
    decided: Repair,
    up: ScriptRun<'_>,
) -> Result<(), Failure> {
    let unfinished = unfinished(history, version)?;
    let run = ScriptRun { direction: unfinished.direction, ..up };
    session.decide(&run, decision(unfinished.direction, decided), decided.as_str()).await
}

fn decision(direction: Direction, decided: Repair) -> Decision {
    match (direction, decided) {
        (Direction::Up, Repair::Applied) | (Direction::Down, Repair::NotApplied) => Decision::RanToItsEnd,
        _ => Decision::NeverBegun,
    }
}

/// An interrupted script whose file is gone, if that is not needed for this decision: what counts as applied is recorded
/// with the checksum of its file.
fn without_file(history: &History, version: Version, decided: Repair) -> Option<&Unfinished> {
    let script = history.unfinished(version)?;
    let is_enough = match decided {
        Repair::NotApplied => true,
        Repair::Applied => script.direction == Direction::Down,
        Repair::Accept | Repair::Executed | Repair::NotExecuted | Repair::Renamed => false,
    };
    is_enough.then_some(script)
}

async fn resolve_without_file(
    session: &Session,
    Unfinished { id, direction, .. }: &Unfinished,
    decided: Repair,
) -> Result<(), Failure> {
    let script = Script {
        file: id.to_string(),
        sql: String::new(),
        raw: None,
        sha256: text::hash(""),
        directives: Directives::default(),
        locks: Vec::new(),
    };
    let run = ScriptRun { direction: *direction, down_sha256: None, ..ScriptRun::down(id, &script, None) };
    session.decide(&run, decision(*direction, decided), decided.as_str()).await
}

/// The statement that was under way when a run was killed.
async fn statement(
    session: &Session,
    history: &History,
    (pair, up): (&Pair, Step<'_>),
    decided: Repair,
) -> Result<(), Failure> {
    let unfinished = unfinished(history, pair.id.version)?;
    if !unfinished.is_doubtful() {
        return Err(nothing(pair.id.version, "has no statement whose outcome is unknown"));
    }
    let step = if unfinished.direction == Direction::Up { up } else { down::step_of(pair) };
    let Some(statement) = no_transaction::split(&step).into_iter().nth(unfinished.executed()) else {
        return Err(nothing(pair.id.version, "has fewer statements now than were executed"));
    };
    let outcome =
        if decided == Repair::Executed { StatementOutcome::Executed } else { StatementOutcome::Failed };
    session
        .note(&statement, outcome, Duration::ZERO, None)
        .await
        .map_err(RunFault::failure("record the decision"))
}

fn unfinished(history: &History, version: Version) -> Result<&Unfinished, Failure> {
    history.unfinished(version).ok_or_else(|| nothing(version, "was not interrupted"))
}

fn nothing(version: Version, what: &'static str) -> Failure {
    Failure::Refused(Refusal::NothingToRepair { version, what })
}
