//! One pair on the way up: applied, rolled back and applied again, with a look at the schema and the rows in between.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use super::ascent::{Ascent, Footing};
use super::diagnose::{self, Suspect};
use super::observers::State;
use super::schema::Compared;
use super::states::RightState;
use super::step::stopped;
use crate::model::migration::directive::Direction;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::compare::{Directives, Watched, added_rows, gone_back, watch};
use crate::model::roundtrip::contents::{ContentTable, SumRequest, Sums};
use crate::model::roundtrip::empty_rollback::is_idle;
use crate::model::roundtrip::finding::{RoundtripFinding, Stage};
use crate::model::roundtrip::report::PairReport;
use crate::model::roundtrip::written::{PairWrites, WrittenRows};
use crate::model::sql::qualified_name::QualifiedName;

/// What every table holds.
type Rows = BTreeMap<QualifiedName, Sums>;

impl Ascent<'_> {
    /// Applies a pair's migration, and judges its rollback.
    pub(super) async fn pair(&mut self, at: usize) -> Result<(PairReport, Footing), Failure> {
        let pairs = self.pairs;
        let pair = &pairs[at];
        self.states.make_way(pair).await?;
        let mut report = PairReport::new(pair);
        let lossy = Directives(&pair.down.directives.lossy);
        // The database was rolled back and filled again: it looks as the state below did first, and holds what it holds.
        let now = self.now(at).await?;
        let below = self.heights[at].clone().unwrap_or_else(|| Arc::clone(&now));
        let watched = watch(&now.layout, &now.layout, &lossy);
        let asks: Vec<_> = watched.iter().map(|table| Some(table.sum_request())).collect();
        let before = self.watched.lookers.sums(&asks).await?;
        let sequences = now.layout.sequences.clone();
        let rows_below = self.rows(&now).await?;
        self.now = None;
        if let Err(failure) = self.watched.step(self.scratches, pairs, Direction::Up).await {
            report.findings.push(stopped(Stage::Up, failure)?);
            return Ok((report, Footing::Blocked));
        }
        let above = self.now(at + 1).await?;
        let rows_above = self.rows(&above).await?;
        let written = changed(&above, &rows_below, &rows_above);
        self.take_note(&written).await?;
        let mut writes = PairWrites { tables: written, ..PairWrites::default() };
        if let Some(reason) = &pair.down.directives.irreversible {
            self.states.writes.add(at, writes);
            report.findings.push(RoundtripFinding::Irreversible { reason: reason.clone() });
            return Ok((report, Footing::Firm));
        }
        if is_idle(&pair.down.sql) && pair.down.directives.nothing_to_undo.is_none() {
            report.findings.push(RoundtripFinding::Idle);
        }

        self.now = None;
        match self.watched.step(self.scratches, pairs, Direction::Down).await {
            Ok(felt) => report.down = Some(felt),
            Err(failure) => {
                self.states.writes.add(at, writes);
                report.findings.push(stopped(Stage::Down, failure)?);
                // What ran in a transaction is as if it had not run.
                let is_whole = !pair.down.directives.no_transaction;
                return Ok((report, if is_whole { Footing::Firm } else { Footing::Lost(None) }));
            }
        }
        let mut looked = Instant::now();
        let now = self.watched.lookers.read_state().await?;
        let asks: Vec<_> = watched.iter().map(|table| table.ask_below(&now.layout)).collect();
        let sums_now = self.watched.lookers.sums(&asks).await?;
        let suspects = suspects(&watched, (&before, &sums_now), &mut report);
        let back = gone_back(Stage::Down, &sequences, &now.layout.sequences, &lossy);
        report.findings.extend(back.into_iter().map(RoundtripFinding::Loss));
        report.looked_seconds += looked.elapsed().as_secs_f64();

        match self.watched.step(self.scratches, pairs, Direction::Up).await {
            Ok(felt) => report.up_again = Some(felt),
            Err(failure) => {
                self.states.writes.add(at, writes);
                let compared = [Compared { stage: Stage::Down, expected: &below, actual: &now }];
                let (found, right) = Box::pin(self.schema(at, &above, &compared)).await?;
                report.findings.extend(found);
                report.findings.extend(Box::pin(self.diagnosed(at, &suspects)).await?);
                report.findings.push(stopped(Stage::UpAgain, failure)?);
                return Ok((report, Footing::Lost(right.map(Box::new))));
            }
        }
        looked = Instant::now();
        let again = self.now(at + 1).await?;
        let rows_again = self.rows(&again).await?;
        for table in changed(&again, &rows_above, &rows_again) {
            let keys = self.watched.lookers.first().keys(&table).await?;
            let renewed = self.written.add(&table.name, keys);
            if renewed > 0 {
                writes.renewed.insert(table.name.clone(), renewed);
            }
        }
        self.states.writes.add(at, writes);
        // Of what is lost, or said to be lost, what the migration makes of it is lost as well.
        if suspects.is_empty() && report.lost.is_empty() {
            let losses = added_rows(&above.layout, &rows_above, &rows_again);
            report.findings.extend(losses.into_iter().map(RoundtripFinding::Loss));
        }
        let compared = [
            Compared { stage: Stage::Down, expected: &below, actual: &now },
            Compared { stage: Stage::UpAgain, expected: &above, actual: &again },
        ];
        let (found, right) = Box::pin(self.schema(at, &above, &compared)).await?;
        let is_same = found.is_empty();
        report.findings.extend(found);
        report.findings.extend(Box::pin(self.diagnosed(at, &suspects)).await?);
        report.looked_seconds += looked.elapsed().as_secs_f64();
        let is_right = is_same && report.is_right();
        let footing = match right {
            Some(right) if !is_right => Footing::Lost(Some(Box::new(right))),
            Some(right) => {
                self.scratches.drop(&right.name).await?;
                Footing::Firm
            }
            None if is_right => Footing::Firm,
            None => Footing::Lost(None),
        };
        Ok((report, footing))
    }

    /// What differs in the schema. Where something does, a second database that the same scripts made tells what of it is
    /// the server's own; that one is right, whatever the pair did.
    async fn schema(
        &mut self,
        at: usize,
        above: &State,
        compared: &[Compared<'_>],
    ) -> Result<(Vec<RoundtripFinding>, Option<RightState>), Failure> {
        let findings = self.judge.findings(compared);
        if findings.is_empty() {
            return Ok((findings, None));
        }
        let Ok(right) = self.states.make(at + 1).await? else { return Ok((findings, None)) };
        let twin = right.read_state().await?;
        self.judge.learn(&above.print, &twin.print);
        Ok((self.judge.findings(compared), Some(right)))
    }

    /// What every table holds.
    async fn rows(&self, state: &State) -> Result<Rows, Failure> {
        let tables = &state.layout.tables;
        let ask =
            |table: &ContentTable| SumRequest { table: table.clone(), sets: vec![table.columns.clone()] };
        let asks: Vec<_> = tables.iter().map(|table| Some(ask(table))).collect();
        let sums = self.watched.lookers.sums(&asks).await?;
        Ok(tables.iter().zip(sums).filter_map(|(table, sums)| Some((table.name.clone(), sums?))).collect())
    }

    /// Remembers the keys of rows that scripts wrote.
    async fn take_note(&mut self, tables: &[ContentTable]) -> Result<(), Failure> {
        for table in tables {
            let keys = self.watched.lookers.first().keys(table).await?;
            self.written.add(&table.name, keys);
        }
        Ok(())
    }

    /// Looks at a state that was reached over pairs that nobody judges.
    pub(super) async fn record_rows(&mut self, scripts: usize) -> Result<(), Failure> {
        let state = self.now(scripts).await?;
        let tables = changed(&state, &Rows::new(), &self.rows(&state).await?);
        self.take_note(&tables).await?;
        self.states.writes.add(scripts - 1, PairWrites { tables, ..PairWrites::default() });
        Ok(())
    }

    /// The same row by row, in another database in which the pair runs again.
    async fn diagnosed(
        &mut self,
        at: usize,
        suspects: &[Suspect<'_>],
    ) -> Result<Vec<RoundtripFinding>, Failure> {
        if suspects.is_empty() {
            return Ok(Vec::new());
        }
        let right = self.states.make(at).await?.ok();
        let losses = match &right {
            None => suspects.iter().map(|suspect| suspect.rough.clone()).collect(),
            Some(right) => {
                let steps = [(Direction::Up, None), (Direction::Down, Some(Stage::Down))];
                let scripts = (&right.database, &self.pairs[..=at]);
                Box::pin(diagnose::row_by_row(scripts, &WrittenRows::default(), suspects, &steps)).await?
            }
        };
        if let Some(right) = right {
            self.scratches.drop(&right.name).await?;
        }
        Ok(losses.into_iter().map(RoundtripFinding::Loss).collect())
    }
}

/// The tables that have rows, and other ones than before.
fn changed(state: &State, before: &Rows, after: &Rows) -> Vec<ContentTable> {
    let has_changed = |table: &&ContentTable| {
        after.get(&table.name).is_some_and(|sums| sums.rows > 0 && before.get(&table.name) != Some(sums))
    };
    state.layout.tables.iter().filter(has_changed).cloned().collect()
}

/// The tables that are not as they were before the migration; what is declared as lost and is, goes to the report.
fn suspects<'w>(
    watched: &'w [Watched],
    (before, now): (&[Option<Sums>], &[Option<Sums>]),
    report: &mut PairReport,
) -> Vec<Suspect<'w>> {
    let mut suspects = Vec::new();
    for (number, table) in watched.iter().enumerate() {
        let (Some(before), now) = (&before[number], now[number].as_ref()) else { continue };
        if let Some(stage) = table.differs(before, now, None) {
            let rough = table.rough(stage, before, now);
            suspects.push(Suspect { watched: table, rough, renewed: 0 });
        }
        report.lost.extend(table.declared(before, now).0.into_iter().filter(|lost| lost.rows > 0));
    }
    suspects
}
