//! The staircase: on filled tables from the newest migration down, each one proven before the next; at the end up to the
//! head again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use super::RoundtripRequest;
use super::fill;
use super::fill::{FilledDatabase, RowSource};
use super::observers::State;
use super::schema::{Compared, SchemaJudge};
use super::scratch::Scratches;
use super::states::RightStates;
use super::step::{WatchedDatabase, migrate_once, stopped};
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::Pair;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::contents::{ContentTable, SumRequest};
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::finding::{RoundtripFinding, Stage, Weight};
use crate::model::roundtrip::report::{PairReport, RoundtripReport};
use crate::model::roundtrip::shape;
use crate::model::sql::quote::Ident;
use crate::workflows::database::Database;

/// A run on filled tables.
pub(super) struct Walk<'a> {
    pub(super) server: &'a Database,
    pub(super) scratches: &'a Scratches<'a>,
    pub(super) pairs: &'a [Pair],
    pub(super) request: &'a RoundtripRequest,
    pub(super) judge: SchemaJudge,
    pub(super) states: RightStates<'a>,
    /// The state after each number of scripts, while there were no rows.
    pub(super) heights: Vec<Option<Arc<State>>>,
    pub(super) watched: WatchedDatabase,
    /// Where its rows come from.
    pub(super) source: RowSource,
    /// To how many scripts it is known what the server adds of its own.
    pub(super) learned: Option<usize>,
    /// Tables whose columns stand in another order, which was said.
    pub(super) moved: BTreeSet<String>,
}

/// Where a pair leaves the staircase.
pub(super) enum Landing {
    /// Below it, in this state.
    Below(State),
    /// The database is not what it should be below it.
    Lost,
}

impl<'a> Walk<'a> {
    /// Opens the sessions that watch.
    pub(super) async fn open(
        (server, scratches): (&'a Database, &'a Scratches<'a>),
        pairs: &'a [Pair],
        request: &'a RoundtripRequest,
        filled: FilledDatabase,
        (judge, states, heights): (SchemaJudge, RightStates<'a>, Vec<Option<Arc<State>>>),
    ) -> Result<Self, Failure> {
        let watched = WatchedDatabase::open(filled.database, (request.jobs, true)).await?;
        let watched = watched.without(filled.written);
        let (scripts, request_of_rows) = (pairs.len(), filled.request);
        let source =
            RowSource { scripts, template: filled.template, is_partial: false, request: request_of_rows };
        Ok(Self {
            server,
            scratches,
            pairs,
            request,
            judge,
            states,
            heights,
            watched,
            source,
            learned: None,
            moved: BTreeSet::new(),
        })
    }

    /// Proves the pairs from the newest to the lowest, and adds to what is known of each.
    pub(super) async fn prove_pairs(
        mut self,
        lowest: usize,
        reports: &mut BTreeMap<usize, PairReport>,
        report: &mut RoundtripReport,
    ) -> Result<(), Failure> {
        let mut before = self.watched.lookers.read_state().await?;
        self.add_grown(self.pairs.len(), &before);
        if let Some(data) = &mut report.data {
            data.rows = self.count_rows(&before).await?;
            let filled =
                RoundtripEvent::Filled { rows: data.rows, took: Duration::from_secs_f64(data.seconds) };
            self.server.reporter().event(&Event::Roundtrip(filled));
        }
        let total = self.pairs[lowest..].iter().filter(|pair| self.request.proves(pair)).count();
        let (mut proven, mut is_straight) = (0, true);
        for at in (lowest..self.pairs.len()).rev() {
            let pair = &self.pairs[at];
            self.states.make_way(pair).await?;
            let landing = if self.request.proves(pair) {
                proven += 1;
                let proving = RoundtripEvent::Proving { id: &pair.id, at: proven, total, is_seeded: true };
                self.server.reporter().event(&Event::Roundtrip(proving));
                let (on_rows, landing) = Box::pin(self.pair(at, before)).await?;
                let known = reports.remove(&at).unwrap_or_else(|| PairReport::new(pair));
                reports.insert(at, known.on_rows(on_rows));
                landing
            } else {
                self.pass(at).await?
            };
            before = match landing {
                Landing::Below(state) => state,
                Landing::Lost if at == lowest => {
                    is_straight = false;
                    break;
                }
                Landing::Lost => {
                    is_straight = false;
                    match self.regain(at).await? {
                        Ok(state) => state,
                        Err(failure) => {
                            without_rows((lowest, at), reports, failure);
                            break;
                        }
                    }
                }
            };
        }
        if lowest == 0 && is_straight {
            report.is_whole = true;
            report.whole = self.prove_head().await?;
        }
        report.additions = self.judge.additions.clone();
        Ok(())
    }

    /// Goes down over a pair that nobody judges.
    async fn pass(&mut self, at: usize) -> Result<Landing, Failure> {
        if self.pairs[at].down.directives.irreversible.is_some() {
            return Ok(Landing::Lost);
        }
        match self.watched.step(self.scratches, self.pairs, Direction::Down).await {
            Ok(_) => {}
            Err(failure) => return stopped(Stage::Down, failure).map(|_| Landing::Lost),
        }
        let now = self.watched.lookers.read_state().await?;
        let Some(expected) = self.heights[at].clone() else { return Ok(Landing::Below(now)) };
        let compared = [Compared { stage: Stage::Down, expected: &expected, actual: &now }];
        let findings = self.schema_findings(&compared).await?;
        let is_right = findings.iter().all(|finding| finding.weight() < Weight::Failure);
        Ok(if is_right { Landing::Below(now) } else { Landing::Lost })
    }

    /// Goes on below a pair that cannot be rolled back: in a database with the scripts below it, and rows of the same
    /// profile as far as its tables are there. What failed when those were made, where there are none.
    async fn regain(&mut self, scripts: usize) -> Result<Result<State, Option<Failure>>, Failure> {
        // Large, and what is granted in it is in the way of who drops a role.
        if let Some(wrong) = Ident::new(&self.watched.database.origin().database) {
            self.scratches.drop(&wrong).await?;
        }
        let Ok(right) = self.states.make(scripts).await? else { return Ok(Err(None)) };
        if let Err(failure) = fill::rows_within(&right.database, &self.source, self.request).await {
            return match failure {
                Failure::Stopped => Err(failure),
                failure => Ok(Err(Some(failure))),
            };
        }
        let request = self.source.request.clone();
        self.source = RowSource { scripts, template: None, is_partial: true, request };
        let watched = WatchedDatabase::open(right.database, (self.request.jobs, true)).await?;
        self.watched = watched.without(right.written);
        let state = self.watched.lookers.read_state().await?;
        self.add_grown(scripts, &state);
        Ok(Ok(state))
    }

    /// Tables that got partitions with the rows are looked after.
    fn add_grown(&mut self, scripts: usize, filled: &State) {
        if let Some(empty) = &self.heights[scripts] {
            shape::add_grown(&mut self.judge.managed, &empty.print, &filled.print);
        }
    }

    /// After everything is rolled back: up to the newest version again, which has to be as before.
    async fn prove_head(&mut self) -> Result<Vec<RoundtripFinding>, Failure> {
        for _ in self.pairs {
            match migrate_once(&self.watched.database, self.pairs, Direction::Up).await {
                Ok(()) => {}
                Err(failure) => return Ok(vec![stopped(Stage::Whole, failure)?]),
            }
        }
        let now = self.watched.lookers.read_state().await?;
        let Some(head) = self.heights[self.pairs.len()].clone() else { return Ok(Vec::new()) };
        let compared = [Compared { stage: Stage::Whole, expected: &head, actual: &now }];
        let findings = self.schema_findings(&compared).await?;
        // A warning about it was given where it came up.
        Ok(findings.into_iter().filter(|finding| finding.weight() == Weight::Failure).collect())
    }

    /// What is not as it was; where something is not, a second database that the same scripts made tells what of it is the
    /// server's own. That one is made once.
    pub(super) async fn schema_findings(
        &mut self,
        compared: &[Compared<'_>],
    ) -> Result<Vec<RoundtripFinding>, Failure> {
        let scripts = self.source.scripts;
        let mut findings = self.judge.findings(compared);
        findings.retain(|finding| self.is_news(finding));
        if !findings.is_empty() && self.learned != Some(scripts) {
            self.learned = Some(scripts);
            if let Some(first) = self.heights[scripts].clone()
                && let Ok(twin) = self.states.make(scripts).await?
            {
                self.judge.learn(&first.print, &twin.read_state().await?.print);
                self.scratches.drop(&twin.name).await?;
            }
            findings = self.judge.findings(compared);
            findings.retain(|finding| self.is_news(finding));
        }
        for finding in &findings {
            if let RoundtripFinding::Moved { moved, .. } = finding {
                self.moved.insert(moved.object.clone());
            }
        }
        Ok(findings)
    }

    /// Another order of columns stays below the pair that made it.
    fn is_news(&self, finding: &RoundtripFinding) -> bool {
        !matches!(finding, RoundtripFinding::Moved { moved, .. } if self.moved.contains(&moved.object))
    }

    async fn count_rows(&self, state: &State) -> Result<u64, Failure> {
        let ask = |table: &ContentTable| Some(SumRequest { table: table.clone(), sets: Vec::new() });
        let asks: Vec<_> = state.layout.tables.iter().map(ask).collect();
        Ok(self.watched.lookers.sums(&asks).await?.iter().flatten().map(|sums| sums.rows).sum())
    }
}

/// Says of the pairs below one that they are not proven on rows, and why.
fn without_rows(
    (lowest, at): (usize, usize),
    reports: &mut BTreeMap<usize, PairReport>,
    failure: Option<Failure>,
) {
    let mut failure = failure.map(Box::new);
    for (_, below) in reports.range_mut(lowest..at).rev() {
        (below.down, below.up_again) = (None, None);
        below.findings.push(RoundtripFinding::NoRows { failure: failure.take() });
    }
}
