//! The way up: every pair is judged where there are no rows but those that the migrations write. A pair that leaves
//! something wrong is followed by a database that is right, so that no pair is judged by what another one did.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use super::RoundtripRequest;
use super::observers::State;
use super::schema::SchemaJudge;
use super::scratch::Scratches;
use super::states::{RightState, RightStates};
use super::step::WatchedDatabase;
use crate::model::migration::pair::{MigrationId, Pair};
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::reach;
use crate::model::roundtrip::report::PairReport;
use crate::model::roundtrip::written::WrittenRows;
use crate::model::sql::quote::Ident;
use crate::workflows::database::Database;

/// A run on the way up.
pub(super) struct Ascent<'a> {
    pub(super) server: &'a Database,
    pub(super) scratches: &'a Scratches<'a>,
    pub(super) pairs: &'a [Pair],
    pub(super) request: &'a RoundtripRequest,
    pub(super) judge: SchemaJudge,
    pub(super) states: RightStates<'a>,
    /// The database that stands where the way up has come to.
    pub(super) watched: WatchedDatabase,
    pub(super) name: Ident,
    /// The rows in it that scripts wrote.
    pub(super) written: WrittenRows,
    /// The state after each number of scripts, where somebody looked.
    pub(super) heights: Vec<Option<Arc<State>>>,
    /// How the database looked last, as long as nothing ran since.
    pub(super) now: Option<Arc<State>>,
}

/// What the way up came to.
pub(super) struct Summit<'a> {
    pub(super) judge: SchemaJudge,
    pub(super) states: RightStates<'a>,
    pub(super) heights: Vec<Option<Arc<State>>>,
    /// What was seen of each pair, counted from the oldest.
    pub(super) reports: BTreeMap<usize, PairReport>,
    pub(super) untried: Vec<MigrationId>,
    /// The database with all scripts applied that were to be applied.
    pub(super) right: RightState,
    /// Whether those are all of them.
    pub(super) is_head: bool,
}

/// Where a pair leaves the way up.
pub(super) enum Footing {
    /// The database is right.
    Firm,
    /// It is not, or nobody knows; a right one where one is at hand already.
    Lost(Option<Box<RightState>>),
    /// The migration itself cannot be applied.
    Blocked,
}

impl<'a> Ascent<'a> {
    /// Begins with an empty database.
    pub(super) async fn begin(
        (server, scratches): (&'a Database, &'a Scratches<'a>),
        pairs: &'a [Pair],
        request: &'a RoundtripRequest,
        judge: SchemaJudge,
    ) -> Result<Self, Failure> {
        let states = RightStates::new(scratches, pairs);
        let RightState { name, database, written } = states.empty().await?;
        let watched = WatchedDatabase::open(database, (1, false)).await?;
        let heights = vec![None; pairs.len() + 1];
        Ok(Self {
            server,
            scratches,
            pairs,
            request,
            judge,
            states,
            watched,
            name,
            written,
            heights,
            now: None,
        })
    }

    /// Applies the first `top` scripts, and judges those pairs among them that are to be proven.
    pub(super) async fn climb(mut self, top: usize) -> Result<Summit<'a>, Failure> {
        let started = Instant::now();
        let (mut reports, mut untried) = (BTreeMap::new(), Vec::new());
        let total = (0..top).filter(|at| self.proves(*at)).count();
        let mut at = 0;
        while at < top {
            if !self.proves(at) {
                let next = (at..top).find(|next| self.proves(*next)).unwrap_or(top);
                self.now = None;
                self.watched.apply(&self.pairs[..next]).await?;
                at = next;
                if at < top || at == self.pairs.len() {
                    self.record_rows(at).await?;
                }
                continue;
            }
            let id = &self.pairs[at].id;
            let proving = RoundtripEvent::Proving { id, at: reports.len() + 1, total, is_seeded: false };
            self.server.reporter().event(&Event::Roundtrip(proving));
            let (report, footing) = Box::pin(self.pair(at)).await?;
            let is_firm = match footing {
                Footing::Firm => true,
                Footing::Blocked => false,
                Footing::Lost(right) => Box::pin(self.regain(at, right)).await?,
            };
            reports.insert(at, report);
            at += 1;
            if !is_firm {
                let left = (at..self.pairs.len()).filter(|left| self.proves(*left));
                untried = left.map(|left| self.pairs[left].id.clone()).collect();
                break;
            }
            // On rows every state is needed again on the way down; otherwise the foot and the head.
            if self.request.fill.is_none() && at > 1 {
                self.heights[at - 1] = None;
            }
            // What a script makes beside its database is there once: who copies what it left has it.
            if !reach::of_pairs(&self.pairs[at - 1..at]).is_empty() {
                let (name, written) = (self.name, self.written);
                let right = RightState { name, database: self.watched.close(), written };
                self.states.keep(&right, at).await?;
                self.watched = WatchedDatabase::open(right.database, (1, false)).await?;
                (self.name, self.written) = (right.name, right.written);
            }
        }
        let climbed = RoundtripEvent::Climbed { pairs: at, took: started.elapsed() };
        self.server.reporter().event(&Event::Roundtrip(climbed));
        let is_head = untried.is_empty() && at == self.pairs.len();
        if is_head {
            self.now(at).await?;
        }
        let Self { judge, states, heights, watched, name, written, .. } = self;
        let right = RightState { name, database: watched.close(), written };
        Ok(Summit { judge, states, heights, reports, untried, right, is_head })
    }

    fn proves(&self, at: usize) -> bool {
        self.request.proves(&self.pairs[at])
    }

    /// The state of the database, which stands after a number of scripts.
    pub(super) async fn now(&mut self, scripts: usize) -> Result<Arc<State>, Failure> {
        let now = match self.now.take() {
            Some(now) => now,
            None => Arc::new(self.watched.lookers.read_state().await?),
        };
        self.heights[scripts].get_or_insert_with(|| Arc::clone(&now));
        self.now = Some(Arc::clone(&now));
        Ok(now)
    }

    /// Goes on in a right database; false where there is none.
    async fn regain(&mut self, at: usize, right: Option<Box<RightState>>) -> Result<bool, Failure> {
        let right = match right {
            Some(right) => *right,
            None => match self.states.make(at + 1).await? {
                Ok(right) => right,
                Err(_) => return Ok(false),
            },
        };
        let wrong = std::mem::replace(&mut self.name, right.name);
        self.written = right.written;
        self.now = None;
        self.watched = WatchedDatabase::open(right.database, (1, false)).await?;
        self.scratches.drop(&wrong).await?;
        Ok(true)
    }
}
