//! The staircase: from the newest migration down, each one proven before the next; at the end up to the head again.

use std::collections::BTreeSet;
use std::time::Duration;

use super::RoundtripRequest;
use super::contention::AppSimulators;
use super::fill::FilledDatabase;
use super::observers::{ObserverPool, State};
use super::scratch::Scratches;
use super::twin;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::managed::Managed;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::{MigrationId, Pair};
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::contents::{ContentTable, SumRequest};
use crate::model::roundtrip::cost::ScriptCost;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::finding::{RoundtripFinding, Stage, Weight};
use crate::model::roundtrip::report::RoundtripReport;
use crate::model::roundtrip::shape;
use crate::workflows::database::Database;
use crate::workflows::down;
use crate::workflows::down::DownRequest;
use crate::workflows::up;
use crate::workflows::up::UpRequest;

/// A run on filled tables.
pub(super) struct Walk<'a> {
    pub(super) server: &'a Database,
    pub(super) scratches: &'a Scratches<'a>,
    pub(super) filled: FilledDatabase,
    pub(super) lookers: ObserverPool,
    pub(super) bystanders: AppSimulators,
    pub(super) pairs: &'a [Pair],
    pub(super) request: &'a RoundtripRequest,
    /// The state after each number of migrations, while there were no rows.
    pub(super) states: Vec<State>,
    /// The tables whose partitions come and go.
    pub(super) managed: Managed,
    /// The oldest pair that is rolled back.
    pub(super) lowest: usize,
    /// Objects that differ and were reported: what is left behind is left behind for all pairs below.
    pub(super) reported: BTreeSet<String>,
    /// What the server adds of its own, as a second database that the same scripts made tells; `None` while nobody
    /// had to know.
    pub(super) twin: Option<Additions>,
    /// What it was found to add, which was not compared.
    pub(super) additions: Additions,
}

impl Walk<'_> {
    pub(super) async fn prove_pairs(mut self) -> Result<RoundtripReport, Failure> {
        let mut report = RoundtripReport {
            data: self.filled.data.clone(),
            no_data: self.filled.no_data.clone(),
            kept: self.filled.kept.clone(),
            others_kept: self.filled.others_kept.clone(),
            limits: self.request.limits.clone(),
            ..RoundtripReport::default()
        };
        let mut before = self.lookers.read_state().await?;
        if let Some(data) = &mut report.data {
            data.rows = self.count_rows(&before).await?;
            let filled =
                RoundtripEvent::Filled { rows: data.rows, took: Duration::from_secs_f64(data.seconds) };
            self.server.reporter().event(&Event::Roundtrip(filled));
        }
        let to_prove = self.pairs[self.lowest..].iter().filter(|pair| self.request.proves(pair)).count();
        for at in (self.lowest..self.pairs.len()).rev() {
            let pair = &self.pairs[at];
            if !self.request.proves(pair) {
                if pair.down.directives.irreversible.is_some() {
                    report.untried = self.below(at + 1);
                    return Ok(report);
                }
                self.step(Direction::Down).await?;
                before = self.lookers.read_state().await?;
                continue;
            }
            let proving =
                RoundtripEvent::Proving { id: &pair.id, at: report.pairs.len() + 1, total: to_prove };
            self.server.reporter().event(&Event::Roundtrip(proving));
            let (pair, after) = Box::pin(self.pair(at, before)).await?;
            report.pairs.push(pair);
            report.additions = self.additions.clone();
            match after {
                Some(after) => before = after,
                None => {
                    report.untried = self.below(at);
                    return Ok(report);
                }
            }
        }
        if self.lowest == 0 {
            report.is_whole = true;
            report.whole = self.prove_head().await?;
            report.additions = self.additions.clone();
        }
        Ok(report)
    }

    /// The pairs below, which are not tried.
    fn below(&self, at: usize) -> Vec<MigrationId> {
        let pairs = self.pairs[self.lowest..at].iter().rev();
        pairs.filter(|pair| self.request.proves(pair)).map(|pair| pair.id.clone()).collect()
    }

    /// After everything is rolled back: up to the newest version again, which has to be as before.
    async fn prove_head(&mut self) -> Result<Vec<RoundtripFinding>, Failure> {
        for _ in self.pairs {
            match migrate_once(&self.filled.database, self.pairs, Direction::Up).await {
                Ok(()) => {}
                Err(failure) => return Ok(vec![stopped(Stage::Whole, failure)?]),
            }
        }
        let now = self.lookers.read_state().await?;
        let head = self.states[self.pairs.len()].clone();
        let findings = self.catalog(Stage::Whole, &head, &now).await?;
        // A warning about it was given where it came up.
        Ok(findings.into_iter().filter(|finding| finding.weight() == Weight::Failure).collect())
    }

    /// Takes one migration back or applies the next one, and measures it.
    pub(super) async fn step(&self, direction: Direction) -> Result<ScriptCost, Failure> {
        let (database, listener) = (&self.filled.database, &self.scratches.listener);
        let targets = self.bystanders.targets(&self.lookers.gauge().await?).await?;
        let before = self.lookers.gauge().await?;
        listener.listen(&before, self.filled.data.is_some());
        let step = migrate_once(database, self.pairs, direction);
        let waits = Box::pin(self.bystanders.measure(step, &targets, listener)).await;
        let heard = listener.heard();
        let is_counted = self.lookers.first().outlive(heard.pid).await?;
        let waits = waits?;
        self.lookers.forget(heard.written.filter(|_| is_counted));
        let felt = ScriptCost::between(&before, &self.lookers.gauge().await?, heard.took);
        Ok(ScriptCost { locks: heard.locks, waits, ..felt })
    }

    /// What is not as it was, each object once; not what the server adds of its own.
    pub(super) async fn catalog(
        &mut self,
        stage: Stage,
        expected: &State,
        actual: &State,
    ) -> Result<Vec<RoundtripFinding>, Failure> {
        let mut diff = shape::diff(&expected.print, &actual.print, &self.managed);
        if !diff.is_empty() {
            let mut additions = self.twin().await?;
            additions.extend(&Additions::surmised(&expected.print, &actual.print));
            let stripped = (additions.strip(&expected.print), additions.strip(&actual.print));
            diff = shape::diff(&stripped.0, &stripped.1, &self.managed);
            self.additions.extend(&additions);
        }
        let mut findings = Vec::new();
        for difference in diff.differences {
            if self.reported.insert(difference.object.clone()) {
                findings.push(RoundtripFinding::Catalog { stage, difference });
            }
        }
        for moved in diff.moved {
            if self.reported.insert(format!("columns of {}", moved.object)) {
                findings.push(RoundtripFinding::Moved { stage, moved });
            }
        }
        Ok(findings)
    }

    /// What a second database that the same scripts made differs in. It is made once, when something differs.
    async fn twin(&mut self) -> Result<Additions, Failure> {
        if let Some(known) = &self.twin {
            return Ok(known.clone());
        }
        let head = &self.states[self.pairs.len()].print;
        let twin = Box::pin(twin::among(self.scratches, self.pairs)).await?;
        let additions = twin.map(|twin| Additions::between(head, &twin)).unwrap_or_default();
        Ok(self.twin.insert(additions).clone())
    }

    async fn count_rows(&self, state: &State) -> Result<u64, Failure> {
        let ask = |table: &ContentTable| Some(SumRequest { table: table.clone(), sets: Vec::new() });
        let asks: Vec<_> = state.layout.tables.iter().map(ask).collect();
        Ok(self.lookers.sums(&asks).await?.iter().flatten().map(|sums| sums.rows).sum())
    }
}

/// One migration back, or the next one up.
pub(super) async fn migrate_once(
    database: &Database,
    pairs: &[Pair],
    direction: Direction,
) -> Result<(), Failure> {
    match direction {
        Direction::Up => {
            up::run(database, pairs, UpRequest::NEXT, None).await?;
        }
        Direction::Down => {
            let last = DownRequest { target: DownTarget::Steps(1), preference: Preference::File };
            down::run(database, pairs, last, None).await?;
        }
    }
    Ok(())
}

/// A script that failed is a finding; everything else ends the run.
pub(super) fn stopped(stage: Stage, failure: Failure) -> Result<RoundtripFinding, Failure> {
    match failure {
        Failure::Script(_) | Failure::Isolation(_) | Failure::History(_) => {
            Ok(RoundtripFinding::Script { stage, failure: Box::new(failure) })
        }
        failure => Err(failure),
    }
}
