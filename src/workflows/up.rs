//! `up`: apply what is pending, in order.

use super::database::Database;
use super::runner::step::Step;
use super::runner::{run_steps, step};
use crate::model::migration::checksum::VersionWidth;
use crate::model::migration::history::History;
use crate::model::migration::pair::Pair;
use crate::model::migration::plan::{self, Order, UpTarget};
use crate::model::migration::statement_check;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::outcome::report::StepsReport;
use crate::model::outcome::step::{Origin, PlannedStep};
use crate::model::seed::refusal::SeedRefusal;
use crate::model::verify::gate::Gate;
use crate::postgres::{ScriptRun, Session};

/// What `up` is called on the server.
pub(crate) const NAME: &str = "migrate up";
/// The same where it only tells what it would do.
pub(crate) const DRY_RUN: &str = "migrate up --dry-run";

/// What `up` was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UpRequest {
    pub(crate) target: UpTarget,
    pub(crate) order: Order,
}

impl UpRequest {
    /// Every pending migration, in order.
    pub(crate) const EVERYTHING: Self = Self { target: UpTarget::Latest, order: Order::Strict };
    /// The next pending migration alone.
    pub(crate) const NEXT: Self = Self { target: UpTarget::Steps(1), order: Order::Strict };
}

/// What `up` would run now, in order. Reads only.
pub(crate) async fn plan(
    database: &Database,
    pairs: &[Pair],
    request: UpRequest,
) -> Result<Vec<PlannedStep>, Failure> {
    let snapshot = database.preview(DRY_RUN).await?;
    let history = snapshot.reader().history().await?;
    unless_keys_are_missing(&history)?;
    let steps = steps(pairs, &history, request, width(pairs, &history))?;
    if !steps.is_empty() {
        snapshot.may_begin().await?;
    }
    Ok(steps.iter().map(Step::planned).collect())
}

/// Applies what is pending, through the gate where there is one. What was applied before a failure stays applied.
pub(crate) async fn run(
    database: &Database,
    pairs: &[Pair],
    request: UpRequest,
    gate: Option<Gate>,
) -> Result<StepsReport, Failure> {
    let session = database.session(NAME).await?;
    let history = session.reader().history().await?;
    unless_keys_are_missing(&history)?;
    let width = width(pairs, &history);
    let steps = steps(pairs, &history, request, width)?;
    run_steps::run_all(database, session, &steps, &history, width, gate).await
}

/// The same in a session that stays open.
pub(crate) async fn run_in(
    database: &Database,
    session: &mut Session,
    pairs: &[Pair],
    request: UpRequest,
) -> Result<StepsReport, Failure> {
    let history = session.reader().history().await?;
    unless_keys_are_missing(&history)?;
    let width = width(pairs, &history);
    let steps = steps(pairs, &history, request, width)?;
    run_steps::run_each(database, session, &steps, (&history, width), None).await
}

/// Refuses a database in which a killed run of `seed` left keys dropped: what a script does to it could not be told from
/// what is missing.
pub(super) fn unless_keys_are_missing(history: &History) -> Result<(), Failure> {
    match history.seed_leftovers.iter().find(|left| !left.missing.is_empty()) {
        None => Ok(()),
        Some(left) => Err(Failure::Refused(Refusal::Seed(SeedRefusal::KeysMissing(left.clone())))),
    }
}

/// The width of the history table that is there, or of the one that will be made.
pub(super) fn width(pairs: &[Pair], history: &History) -> VersionWidth {
    history.width.unwrap_or_else(|| VersionWidth::for_versions(pairs.iter().map(|pair| pair.id.version)))
}

fn steps<'a>(
    pairs: &'a [Pair],
    history: &'a History,
    request: UpRequest,
    width: VersionWidth,
) -> Result<Vec<Step<'a>>, Failure> {
    statement_check::check_unknown(pairs, history)?;
    let pending = plan::up(pairs, history, request.target, request.order)?;
    let steps: Vec<Step<'a>> = pending.into_iter().map(|pair| step_of(pair, width)).collect();
    step::check(&steps)?;
    Ok(steps)
}

/// The step that applies a pair.
pub(super) fn step_of(pair: &Pair, width: VersionWidth) -> Step<'_> {
    Step { run: ScriptRun::up(pair, width), origin: Origin::File, file: &pair.up.file }
}
