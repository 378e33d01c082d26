//! `redo`: take the newest migrations back and apply their files again, as a developer does after
//! every edit.

use super::database::Database;
use super::down::{self, DownRequest};
use super::runner::step::Step;
use super::runner::{run_steps, step};
use super::up;
use crate::model::migration::history::History;
use crate::model::migration::pair::Pair;
use crate::model::migration::plan;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::report::StepsReport;
use crate::model::outcome::step::PlannedStep;
use crate::model::verify::gate::Gate;

/// What `redo` would run now: the way down, then the way up. Reads only.
pub(crate) async fn plan(
    database: &Database,
    pairs: &[Pair],
    request: DownRequest,
) -> Result<Vec<PlannedStep>, Failure> {
    let snapshot = database.preview("migrate redo --dry-run").await?;
    let history = snapshot.reader().history().await?;
    let ups = ups(pairs, &history, request)?;
    let texts = down::texts(snapshot.reader(), pairs, &history, request).await?;
    Ok(down::steps(&texts)?.iter().chain(&ups).map(Step::planned).collect())
}

/// Rolls migrations back and applies their files again, under one lock. With `confirmed`, only if
/// what would run is still exactly that; with a gate, what goes up must pass it.
pub(crate) async fn run(
    database: &Database,
    pairs: &[Pair],
    request: DownRequest,
    confirmed: Option<&[PlannedStep]>,
    gate: Option<Gate>,
) -> Result<StepsReport, Failure> {
    let session = database.session("migrate redo").await?;
    let history = session.reader().history().await?;
    let ups = ups(pairs, &history, request)?;
    let texts = down::texts(session.reader(), pairs, &history, request).await?;
    let mut steps = down::steps(&texts)?;
    steps.extend(ups);
    step::check_confirmed(&steps, confirmed)?;
    run_steps::run_all(database, session, &steps, &history, up::width(pairs, &history), gate).await
}

/// The way up again, oldest first: every migration needs its file.
fn ups<'a>(pairs: &'a [Pair], history: &History, request: DownRequest) -> Result<Vec<Step<'a>>, Failure> {
    let width = up::width(pairs, history);
    let steps: Vec<Step<'a>> = plan::down(history, request.target)?
        .into_iter()
        .rev()
        .map(|entry| match plan::find(pairs, entry.id.version) {
            Some(pair) => Ok(up::step_of(pair, width)),
            None => Err(Failure::Refused(Refusal::NoFileToRedo { id: entry.id.clone() })),
        })
        .collect::<Result<_, _>>()?;
    step::check(&steps)?;
    Ok(steps)
}
