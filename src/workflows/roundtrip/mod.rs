//! `roundtrip`: down and up again, one migration at a time, on seeded rows; the catalog and the rows compared.

mod contention;
mod diagnose;
mod fill;
mod listener;
mod observers;
mod pair;
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
use crate::model::migration::plan::{Order, UpTarget};
use crate::model::migration::version::Version;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::partitions::config::Wish;
use crate::model::roundtrip::checksum_cache::hides_counts;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::limit::Limits;
use crate::model::roundtrip::refusal::RoundtripRefusal;
use crate::model::roundtrip::report::RoundtripReport;
use crate::model::roundtrip::shape;
use crate::model::seed::request::Request;
use contention::Bystanders;
use observers::{Lookers, State};
use scratch::Scratches;
use walk::Walk;

/// What `roundtrip` was asked for.
#[derive(Debug)]
pub(crate) struct RoundtripRequest {
    /// None: the catalog alone is compared.
    pub(crate) fill: Option<Request>,
    /// Nobody asked for this profile: where its tables are not there, it is left out.
    pub(crate) is_by_default: bool,
    /// Why there is no profile, where nobody said that there should be none.
    pub(crate) no_data: Option<String>,
    /// Stays applied.
    pub(crate) from: Option<Version>,
    /// The only pairs to prove; those above are taken back, and not compared.
    pub(crate) only: Option<BTreeSet<Version>>,
    pub(crate) keep: bool,
    pub(crate) reuse: bool,
    /// How many tables are looked at, or filled, at once.
    pub(crate) jobs: usize,
    pub(crate) cores: usize,
    /// What one script may cost.
    pub(crate) limits: Limits,
    /// The tables whose partitions are looked after.
    pub(crate) wishes: Vec<Wish>,
}

impl RoundtripRequest {
    /// The first pair, counted from the oldest, that is taken back; the number of pairs where none is.
    fn lowest(&self, pairs: &[Pair]) -> Result<usize, Failure> {
        let known =
            |version: &Version| version.number() == 0 || pairs.iter().any(|pair| pair.id.version == *version);
        let named = self.from.iter().chain(self.only.iter().flatten());
        if let Some(version) = named.into_iter().find(|version| !known(version)) {
            let why = RoundtripRefusal::NoSuchVersion { version: *version };
            return Err(Failure::Refused(Refusal::Roundtrip(why)));
        }
        let is_meant = |pair: &Pair| self.proves(pair) && self.from.is_none_or(|from| pair.id.version > from);
        Ok(pairs.iter().position(is_meant).unwrap_or(pairs.len()))
    }

    /// Whether a pair is one to prove.
    fn proves(&self, pair: &Pair) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&pair.id.version))
    }
}

/// Proves pairs in databases of its own on the server. Whatever happens, they are gone afterwards.
pub(crate) async fn run(
    server: &Database,
    pairs: &[Pair],
    asked: &RoundtripRequest,
) -> Result<RoundtripReport, Failure> {
    let started = Instant::now();
    let lowest = asked.lowest(pairs)?;
    if lowest == pairs.len() {
        let (no_data, limits) = (asked.no_data.clone(), asked.limits.clone());
        return Ok(RoundtripReport { no_data, limits, ..RoundtripReport::default() });
    }
    let scratches = Scratches::open(server).await?;
    let proven = Box::pin(prove(server, pairs, asked, (&scratches, lowest))).await;
    scratches.drop_all().await;
    let mut report = if server.is_stopping() { proven.and(Err(Failure::Stopped))? } else { proven? };
    report.server = scratches.listener.server();
    report.took_seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

async fn prove(
    server: &Database,
    pairs: &[Pair],
    asked: &RoundtripRequest,
    (scratches, lowest): (&Scratches<'_>, usize),
) -> Result<RoundtripReport, Failure> {
    let (name, database) = scratches.make(None).await?;
    let states = climb(server, &database, pairs).await?;
    let head = states.last().map(|state| state.print.clone()).unwrap_or_default();
    let filled = fill::fill(scratches, (name, database), pairs, asked).await?;
    let lookers = Lookers::open(&filled.database, asked.jobs).await?;
    let bystanders = Bystanders::open(&filled.database, filled.data.is_some()).await?;
    let mut managed = Managed::configured(&asked.wishes, &server.search_path().names());
    shape::add_grown(&mut managed, &head, &lookers.look().await?.print);
    let hides = |pair: &Pair| hides_counts(&pair.up.sql) || hides_counts(&pair.down.sql);
    let walk = Walk {
        server,
        scratches,
        filled,
        lookers,
        bystanders,
        pairs,
        asked,
        states,
        managed,
        is_uncounted: pairs.iter().any(hides),
        lowest,
        told: BTreeSet::new(),
        twin: None,
        additions: Additions::default(),
    };
    Box::pin(walk.all()).await
}

/// Applies everything to an empty database, and looks at each state on the way.
async fn climb(server: &Database, database: &Database, pairs: &[Pair]) -> Result<Vec<State>, Failure> {
    let started = Instant::now();
    let lookers = Lookers::open(database, 1).await?;
    let mut states = vec![lookers.look().await?];
    for _ in pairs {
        let next = UpRequest { target: UpTarget::Steps(1), order: Order::Strict };
        up::run(database, pairs, next, None).await?;
        let state = lookers.look().await?;
        if let Some(hidden) = state.layout.hidden {
            return Err(Failure::Refused(Refusal::Roundtrip(RoundtripRefusal::RowSecurity(hidden))));
        }
        states.push(state);
    }
    let climbed = RoundtripEvent::Climbed { pairs: pairs.len(), took: started.elapsed() };
    server.reporter().event(&Event::Roundtrip(climbed));
    Ok(states)
}
