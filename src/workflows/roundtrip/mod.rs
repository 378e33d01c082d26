//! `roundtrip`: each pair on the way up, where there are no rows but the migrations' own; then down and up again on
//! seeded rows, one migration at a time. The catalog and the rows are compared.

mod ascent;
mod contention;
mod diagnose;
mod fill;
mod listener;
mod observers;
mod pair;
mod request;
mod rung;
mod schema;
mod scratch;
mod states;
mod step;
pub(super) mod twin;
mod walk;
mod whole;

use std::time::Instant;

use super::database::Database;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::managed::Managed;
use crate::model::migration::pair::Pair;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::roundtrip::reach;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::roundtrip::report::{PairReport, RoundtripReport, Verdict};
use ascent::{Ascent, Summit};
use fill::FilledDatabase;
pub(crate) use request::RoundtripRequest;
use schema::SchemaJudge;
use scratch::Scratches;
use walk::Walk;

/// Proves pairs in databases of its own on the server. Whatever happens, they are gone afterwards. On a given server no
/// script may change anything else: what is seen in the text is refused before anything runs, and what is not, before its
/// COMMIT.
pub(crate) async fn run(
    server: &Database,
    pairs: &[Pair],
    request: &RoundtripRequest,
) -> Result<RoundtripReport, Failure> {
    let started = Instant::now();
    let lowest = request.lowest(pairs)?;
    if lowest == pairs.len() {
        let (no_data, limits) = (request.no_data.clone(), request.limits.clone());
        return Ok(RoundtripReport { no_data, limits, ..RoundtripReport::default() });
    }
    if !server.is_throwaway() {
        let reaching = reach::of_pairs(pairs);
        if !reaching.is_empty() {
            return Err(Failure::Refused(Refusal::Roundtrip(RoundtripRefusal::ReachesOut(reaching))));
        }
    }
    let scratches = Scratches::open(server).await?;
    let proven = Box::pin(prove(server, pairs, request, (&scratches, lowest))).await;
    scratches.drop_all().await;
    let mut report = if server.is_stopping() { proven.and(Err(Failure::Stopped))? } else { proven? };
    report.server = scratches.listener.server();
    report.measured = scratches.listener.measured();
    report.took_seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

async fn prove(
    server: &Database,
    pairs: &[Pair],
    request: &RoundtripRequest,
    (scratches, lowest): (&Scratches<'_>, usize),
) -> Result<RoundtripReport, Failure> {
    let mut report = RoundtripReport {
        no_data: request.no_data.clone(),
        limits: request.limits.clone(),
        ..RoundtripReport::default()
    };
    let managed = Managed::configured(&request.wishes, &server.path().await?.schemas);
    let judge = SchemaJudge { managed, additions: Additions::default() };
    let ascent = Ascent::begin((server, scratches), pairs, request, judge).await?;
    let top = if request.fill.is_some() { pairs.len() } else { request.highest(pairs) };
    let Summit { judge, mut states, heights, mut reports, untried, right, is_head } =
        Box::pin(ascent.climb(top)).await?;
    report.untried = untried;
    report.additions = judge.additions.clone();
    let filled = if is_head {
        Box::pin(fill::fill(scratches, right, pairs, request)).await?
    } else {
        FilledDatabase::empty(right)
    };
    (report.kept, report.others_kept) = (filled.kept.clone(), filled.others_kept.clone());
    report.data = filled.data.clone();
    report.no_data = filled.no_data.clone().or(report.no_data);
    let is_proven = |pair: &PairReport| pair.verdict() == Verdict::Proven;
    let is_whole = is_head && reports.len() == pairs.len() && reports.values().all(is_proven);
    if filled.data.is_some() {
        let known = (judge, states, heights);
        let walk = Walk::open((server, scratches), pairs, request, filled, known).await?;
        Box::pin(walk.prove_pairs(lowest, &mut reports, &mut report)).await?;
    } else if is_whole {
        for pair in pairs {
            states.make_way(pair).await?;
        }
        (report.whole, report.additions) =
            Box::pin(whole::prove(&filled.database, pairs, judge, &heights)).await?;
        report.is_whole = true;
    }
    for (at, proven) in &mut reports {
        request.judge_costs(&pairs[*at], proven);
    }
    report.pairs = reports.into_values().rev().collect();
    Ok(report)
}
