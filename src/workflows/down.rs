//! `down`: roll back applied migrations, newest first.

use super::database::Database;
use super::runner::step::Step;
use super::runner::{run_steps, step};
use super::up;
use crate::model::migration::directive;
use crate::model::migration::directive::Direction;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::history::{Applied, History};
use crate::model::migration::pair::{Pair, Script};
use crate::model::migration::plan;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback;
use crate::model::migration::rollback::Preference;
use crate::model::migration::text;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::report::StepsReport;
use crate::model::outcome::step::{Origin, PlannedStep};
use crate::postgres::{Reader, ScriptRun, Session};

/// What `down` was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DownRequest {
    pub(crate) target: DownTarget,
    pub(crate) preference: Preference,
}

/// What `down` would run now, in order. Reads only.
pub(crate) async fn plan(
    database: &Database,
    pairs: &[Pair],
    request: DownRequest,
) -> Result<Vec<PlannedStep>, Failure> {
    let snapshot = database.preview("migrate down --dry-run").await?;
    let history = snapshot.reader().history().await?;
    let texts = texts(snapshot.reader(), pairs, &history, request).await?;
    Ok(steps(&texts)?.iter().map(Step::planned).collect())
}

/// Rolls migrations back. With `confirmed`, only if what would run is still exactly that.
pub(crate) async fn run(
    database: &Database,
    pairs: &[Pair],
    request: DownRequest,
    confirmed: Option<&[PlannedStep]>,
) -> Result<StepsReport, Failure> {
    let session = database.session("migrate down").await?;
    let history = session.reader().history().await?;
    let texts = texts(session.reader(), pairs, &history, request).await?;
    let steps = steps(&texts)?;
    step::check_confirmed(&steps, confirmed)?;
    run_steps::run_all(database, session, &steps, &history, up::width(pairs, &history), None).await
}

/// The same in a session that stays open, without asking back.
pub(crate) async fn run_in(
    database: &Database,
    session: &mut Session,
    pairs: &[Pair],
    request: DownRequest,
) -> Result<StepsReport, Failure> {
    let history = session.reader().history().await?;
    let texts = texts(session.reader(), pairs, &history, request).await?;
    let width = up::width(pairs, &history);
    run_steps::run_each(database, session, &steps(&texts)?, (&history, width), None).await
}

/// The text that takes one migration back.
pub(super) struct RollbackText<'a> {
    entry: &'a Applied,
    origin: Origin,
    script: Script,
}

/// Chooses and fetches the text of every rollback, newest first.
pub(super) async fn texts<'a>(
    reader: Reader<'_>,
    pairs: &[Pair],
    history: &'a History,
    request: DownRequest,
) -> Result<Vec<RollbackText<'a>>, Failure> {
    up::unless_keys_are_missing(history)?;
    let mut texts = Vec::new();
    for entry in plan::down(history, request.target)? {
        let pair = plan::find(pairs, entry.id.version);
        let origin = rollback::choose(entry, pair, request.preference).map_err(Failure::Refused)?;
        texts.push(match (origin, pair) {
            (Origin::File, Some(pair)) => RollbackText { entry, origin, script: pair.down.clone() },
            _ => kept(reader, entry).await?,
        });
    }
    Ok(texts)
}

async fn kept<'a>(reader: Reader<'_>, entry: &'a Applied) -> Result<RollbackText<'a>, Failure> {
    let id = || entry.id.clone();
    let Some((sql, sha256)) = reader.kept_rollback(entry.id.version).await? else {
        return Err(Failure::Refused(Refusal::NotInJournal { id: id() }));
    };
    rollback::check_kept(&id(), &sql, &sha256, &reader.found().journal_writers).map_err(Failure::Refused)?;
    let file = format!("migrate_journal/{}.sql", entry.id);
    let directives = directive::read(&sql, Direction::Down)
        .map_err(|why| Failure::Files(vec![FileProblem::Directive { file: file.clone(), why }]))?;
    let script = Script { file, sha256: text::hash(&sql), sql, raw: None, directives, locks: Vec::new() };
    Ok(RollbackText { entry, origin: Origin::Journal, script })
}

/// The steps that run these texts.
pub(super) fn steps<'a>(texts: &'a [RollbackText<'a>]) -> Result<Vec<Step<'a>>, Failure> {
    let steps: Vec<Step<'a>> = texts
        .iter()
        .map(|RollbackText { entry, origin, script }| {
            let up_sha256 = entry.journal.as_ref().map(|journal| &journal.up_sha256);
            Step { run: ScriptRun::down(&entry.id, script, up_sha256), origin: *origin, file: &script.file }
        })
        .collect();
    step::check(&steps)?;
    Ok(steps)
}

/// The step that rolls a pair back with its own file.
pub(super) fn step_of(pair: &Pair) -> Step<'_> {
    let run = ScriptRun::down(&pair.id, &pair.down, Some(&pair.up.sha256));
    Step { run, origin: Origin::File, file: &pair.down.file }
}
