//! One pair: down, up and down again, with a look at the schema and the rows in between.

use std::time::Instant;

use super::observers::State;
use super::walk::{Walk, stopped};
use crate::model::migration::directive as script;
use crate::model::migration::directive::Direction;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::compare::{Directives, Watched, gone_back, watch};
use crate::model::roundtrip::contents::Sums;
use crate::model::roundtrip::cost::ScriptCost;
use crate::model::roundtrip::empty_rollback::is_idle;
use crate::model::roundtrip::finding::{RoundtripFinding, Stage};
use crate::model::roundtrip::limit::Exceeded;
use crate::model::roundtrip::report::PairReport;

/// The sums before the rollback, after it, and once the migration is applied again.
struct SumsByStage {
    before: Vec<Option<Sums>>,
    below: Vec<Option<Sums>>,
    again: Vec<Option<Sums>>,
}

impl Walk<'_> {
    /// Proves the pair that stands highest. Returns the state below it; `None` where there is no going on.
    pub(super) async fn pair(
        &mut self,
        at: usize,
        before: State,
    ) -> Result<(PairReport, Option<State>), Failure> {
        let pair = &self.pairs[at];
        let mut report = PairReport {
            id: pair.id.clone(),
            up_file: pair.up.file.clone(),
            down_file: pair.down.file.clone(),
            down: None,
            up_again: None,
            lost: Vec::new(),
            findings: Vec::new(),
            looked_seconds: 0.0,
        };
        if let Some(reason) = &pair.down.directives.irreversible {
            report.findings.push(RoundtripFinding::Irreversible { reason: reason.clone() });
            return Ok((report, None));
        }
        if is_idle(&pair.down.sql) && pair.down.directives.nothing_to_undo.is_none() {
            report.findings.push(RoundtripFinding::Idle);
        }
        let lossy = Directives(&pair.down.directives.lossy);
        let below = self.states[at].clone();
        let watched = watch(&before.layout, &below.layout, &lossy);

        let mut looked = Instant::now();
        let asks: Vec<_> = watched.iter().map(|table| Some(table.sum_request())).collect();
        let sums_before = self.lookers.sums(&asks).await?;
        report.looked_seconds += looked.elapsed().as_secs_f64();
        match self.step(Direction::Down).await {
            Ok(felt) => {
                report.findings.extend(self.costs(&pair.down.directives, Direction::Down, &felt));
                report.down = Some(felt);
            }
            Err(failure) => {
                report.findings.push(stopped(Stage::Down, failure)?);
                return Ok((report, None));
            }
        }

        looked = Instant::now();
        let now = self.lookers.read_state().await?;
        report.findings.extend(self.catalog(Stage::Down, &below, &now).await?);
        let asks: Vec<_> = watched.iter().map(|table| table.ask_below(&now.layout)).collect();
        let sums_below = self.lookers.sums(&asks).await?;
        let mut back = gone_back(Stage::Down, &before.layout.sequences, &now.layout.sequences, &lossy);
        report.looked_seconds += looked.elapsed().as_secs_f64();
        match self.step(Direction::Up).await {
            Ok(felt) => {
                report.findings.extend(self.costs(&pair.up.directives, Direction::Up, &felt));
                report.up_again = Some(felt);
            }
            Err(failure) => {
                report.findings.push(stopped(Stage::UpAgain, failure)?);
                return Ok((report, None));
            }
        }

        looked = Instant::now();
        let again = self.lookers.read_state().await?;
        report.findings.extend(self.catalog(Stage::UpAgain, &before, &again).await?);
        let asks: Vec<_> = watched.iter().map(|table| table.ask_again(&again.layout)).collect();
        let sums_again = self.lookers.sums(&asks).await?;
        let later = gone_back(Stage::UpAgain, &before.layout.sequences, &again.layout.sequences, &lossy);
        back.extend(
            later
                .into_iter()
                .filter(|loss| !back.iter().any(|reported| reported.object == loss.object))
                .collect::<Vec<_>>(),
        );
        report.findings.extend(back.into_iter().map(RoundtripFinding::Loss));
        report.looked_seconds += looked.elapsed().as_secs_f64();
        let taken = SumsByStage { before: sums_before, below: sums_below, again: sums_again };
        Box::pin(self.rows(at, &watched, &taken, &mut report)).await?;

        if let Err(failure) = self.step(Direction::Down).await {
            report.findings.push(stopped(Stage::DownAgain, failure)?);
            return Ok((report, None));
        }
        looked = Instant::now();
        let after = self.lookers.read_state().await?;
        report.findings.extend(self.catalog(Stage::DownAgain, &below, &after).await?);
        report.looked_seconds += looked.elapsed().as_secs_f64();
        Ok((report, Some(after)))
    }

    /// What a script costs more than the project allows.
    fn costs(
        &self,
        directives: &script::Directives,
        direction: Direction,
        felt: &ScriptCost,
    ) -> Vec<RoundtripFinding> {
        let judge = |exceeded: Exceeded| match directives
            .exceeds
            .iter()
            .find(|meant| meant.limit == exceeded.limit)
        {
            Some(meant) => RoundtripFinding::Exempt { direction, exceeded, reason: meant.reason.clone() },
            None => RoundtripFinding::Exceeds { direction, exceeded },
        };
        self.request.limits.exceeded(felt).into_iter().map(judge).collect()
    }

    /// What the sums say; where something is lost that nobody declared, row by row in another database.
    async fn rows(
        &self,
        at: usize,
        watched: &[Watched],
        taken: &SumsByStage,
        report: &mut PairReport,
    ) -> Result<(), Failure> {
        let mut suspects = Vec::new();
        for (number, table) in watched.iter().enumerate() {
            let Some(before) = &taken.before[number] else { continue };
            let (below, again) = (taken.below[number].as_ref(), taken.again[number].as_ref());
            if let Some(stage) = table.differs(before, below, again) {
                let now = if stage == Stage::Down { below } else { again };
                suspects.push((table, table.rough(stage, before, now)));
            }
            let (lost, not_lost) = table.declared(before, again);
            report.lost.extend(lost);
            report.findings.extend(not_lost.into_iter().map(|object| RoundtripFinding::NotLost { object }));
        }
        if !suspects.is_empty() {
            report.findings.extend(
                Box::pin(self.diagnose(at, &suspects)).await?.into_iter().map(RoundtripFinding::Loss),
            );
        }
        Ok(())
    }
}
