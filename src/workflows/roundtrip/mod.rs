//! `roundtrip`: down and up again, one migration at a time, on seeded rows; the catalog and the rows compared.

mod contention;
mod diagnose;
mod fill;
mod listener;
mod observers;
mod pair;
mod request;
mod scratch;
pub(super) mod twin;
mod walk;

use std::collections::BTreeSet;
use std::time::Instant;

use super::database::Database;
use super::up::{self, UpRequest};
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::managed::Managed;
use crate::model::migration::pair::Pair;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::reach;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::roundtrip::report::RoundtripReport;
use crate::model::roundtrip::shape;
use contention::AppSimulators;
use listener::Listener;
use observers::{ObserverPool, State};
pub(crate) use request::RoundtripRequest;
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
    let (name, database) = scratches.make(None).await?;
    let states = climb(server, &database, pairs, &scratches.listener).await?;
    let head = states.last().map(|state| state.print.clone()).unwrap_or_default();
    let filled = fill::fill(scratches, (name, database), pairs, request).await?;
    let lookers = ObserverPool::open(&filled.database, request.jobs).await?;
    let bystanders = AppSimulators::open(&filled.database, filled.data.is_some()).await?;
    let mut managed = Managed::configured(&request.wishes, &server.path().await?.schemas);
    shape::add_grown(&mut managed, &head, &lookers.read_state().await?.print);
    let walk = Walk {
        server,
        scratches,
        filled,
        lookers,
        bystanders,
        pairs,
        request,
        states,
        managed,
        lowest,
        reported: BTreeSet::new(),
        twin: None,
        additions: Additions::default(),
    };
    Box::pin(walk.prove_pairs()).await
}

/// Applies everything to an empty database, and looks at each state on the way.
async fn climb(
    server: &Database,
    database: &Database,
    pairs: &[Pair],
    listener: &Listener,
) -> Result<Vec<State>, Failure> {
    let started = Instant::now();
    let lookers = ObserverPool::open(database, 1).await?;
    let mut states = vec![lookers.read_state().await?];
    for _ in pairs {
        listener.listen(&lookers.gauge().await?, false);
        up::run(database, pairs, UpRequest::NEXT, None).await?;
        listener.heard();
        let state = lookers.read_state().await?;
        if let Some(hidden) = state.layout.hidden {
            return Err(Failure::Refused(Refusal::Roundtrip(RoundtripRefusal::RowSecurity(hidden))));
        }
        states.push(state);
    }
    let climbed = RoundtripEvent::Climbed { pairs: pairs.len(), took: started.elapsed() };
    server.reporter().event(&Event::Roundtrip(climbed));
    Ok(states)
}
