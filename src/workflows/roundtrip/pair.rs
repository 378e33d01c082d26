//! One pair on filled tables: down, up and down again, with a look at the schema and the rows in between.

use std::time::Instant;

use super::diagnose::{self, Suspect};
use super::fill;
use super::observers::State;
use super::schema::Compared;
use super::step::stopped;
use super::walk::{Landing, Walk};
use crate::model::migration::directive::Direction;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::compare::{Directives, Watched, gone_back, watch};
use crate::model::roundtrip::contents::Sums;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::finding::{Loss, RoundtripFinding, Stage, Weight};
use crate::model::roundtrip::report::PairReport;
use crate::workflows::down;
use crate::workflows::down::DownRequest;

/// The sums before the rollback, after it, and once the migration is applied again.
struct SumsByStage {
    before: Vec<Option<Sums>>,
    below: Vec<Option<Sums>>,
    again: Vec<Option<Sums>>,
}

impl Walk<'_> {
    /// Proves the pair that stands highest.
    pub(super) async fn pair(&mut self, at: usize, before: State) -> Result<(PairReport, Landing), Failure> {
        let pairs = self.pairs;
        let pair = &pairs[at];
        let mut report = PairReport::new(pair);
        let below = self.heights[at].clone().unwrap_or_default();
        if let Some(reason) = &pair.down.directives.irreversible {
            report.findings.push(RoundtripFinding::Irreversible { reason: reason.clone() });
            return Ok((report, Landing::Lost));
        }
        let lossy = Directives(&pair.down.directives.lossy);
        let watched = watch(&before.layout, &below.layout, &lossy);

        let mut looked = Instant::now();
        let asks: Vec<_> = watched.iter().map(|table| Some(table.sum_request())).collect();
        let sums_before = self.watched.lookers.sums(&asks).await?;
        report.looked_seconds += looked.elapsed().as_secs_f64();
        match self.watched.step(self.scratches, pairs, Direction::Down).await {
            Ok(felt) => report.down = Some(felt),
            Err(failure) => {
                report.findings.push(stopped(Stage::Down, failure)?);
                return Ok((report, Landing::Lost));
            }
        }

        looked = Instant::now();
        let now = self.watched.lookers.read_state().await?;
        let asks: Vec<_> = watched.iter().map(|table| table.ask_below(&now.layout)).collect();
        let sums_below = self.watched.lookers.sums(&asks).await?;
        let mut back = gone_back(Stage::Down, &before.layout.sequences, &now.layout.sequences, &lossy);
        report.looked_seconds += looked.elapsed().as_secs_f64();
        match self.watched.step(self.scratches, pairs, Direction::Up).await {
            Ok(felt) => report.up_again = Some(felt),
            Err(failure) => {
                let compared = [Compared { stage: Stage::Down, expected: &below, actual: &now }];
                report.findings.extend(Box::pin(self.schema_findings(&compared)).await?);
                report.findings.push(stopped(Stage::UpAgain, failure)?);
                return Ok((report, Landing::Lost));
            }
        }

        looked = Instant::now();
        let again = self.watched.lookers.read_state().await?;
        let asks: Vec<_> = watched.iter().map(|table| table.ask_again(&again.layout)).collect();
        let sums_again = self.watched.lookers.sums(&asks).await?;
        let later = gone_back(Stage::UpAgain, &before.layout.sequences, &again.layout.sequences, &lossy);
        let is_new = |loss: &Loss| !back.iter().any(|reported| reported.object == loss.object);
        let later: Vec<Loss> = later.into_iter().filter(is_new).collect();
        back.extend(later);
        report.findings.extend(back.into_iter().map(|loss| RoundtripFinding::Loss(loss.seeded())));
        report.looked_seconds += looked.elapsed().as_secs_f64();
        let taken = SumsByStage { before: sums_before, below: sums_below, again: sums_again };
        Box::pin(self.rows(at, &watched, &taken, &mut report)).await?;

        let after = match self.watched.step(self.scratches, pairs, Direction::Down).await {
            Ok(_) => Ok(self.watched.lookers.read_state().await?),
            Err(failure) => Err(stopped(Stage::DownAgain, failure)?),
        };
        looked = Instant::now();
        let mut compared = vec![
            Compared { stage: Stage::Down, expected: &below, actual: &now },
            Compared { stage: Stage::UpAgain, expected: &before, actual: &again },
        ];
        if let Ok(after) = &after {
            compared.push(Compared { stage: Stage::DownAgain, expected: &below, actual: after });
        }
        let findings = Box::pin(self.schema_findings(&compared)).await?;
        report.looked_seconds += looked.elapsed().as_secs_f64();
        let is_right = findings.iter().all(|finding| finding.weight() < Weight::Failure);
        report.findings.extend(findings);
        let landing = match after {
            Ok(after) if is_right => Landing::Below(after),
            Ok(_) => Landing::Lost,
            Err(finding) => {
                // What is left behind is in the way of the same rollback: said once.
                report.findings.extend(is_right.then_some(finding));
                Landing::Lost
            }
        };
        Ok((report, landing))
    }

    /// What the sums say; where something is lost that nobody declared, row by row in another database.
    async fn rows(
        &mut self,
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
                let rough = table.rough(stage, before, if stage == Stage::Down { below } else { again });
                let renewed = self.states.writes.renewed(at, &table.table.name);
                suspects.push(Suspect { watched: table, rough, renewed });
            }
            let (lost, not_lost) = table.declared(before, again);
            report.lost.extend(lost);
            report.findings.extend(not_lost.into_iter().map(|object| RoundtripFinding::NotLost { object }));
        }
        if !suspects.is_empty() {
            let losses = Box::pin(self.diagnose(at, &suspects)).await?;
            let losses = losses.into_iter().map(Loss::seeded);
            report.findings.extend(losses.map(RoundtripFinding::Loss));
        }
        Ok(())
    }

    /// Names the columns and the number of rows of tables that differ, on the same rows in another database.
    async fn diagnose(&mut self, at: usize, suspects: &[Suspect<'_>]) -> Result<Vec<Loss>, Failure> {
        let id = &self.pairs[at].id;
        let event = RoundtripEvent::Diagnosing { id, tables: suspects.len() };
        self.server.reporter().event(&Event::Roundtrip(event));
        let Some(same) =
            Box::pin(fill::refill(self.scratches, &mut self.states, &self.source, self.request)).await?
        else {
            return Ok(suspects.iter().map(|suspect| suspect.rough.clone()).collect());
        };
        let losses = async {
            if at + 1 < self.source.scripts {
                let target = DownTarget::Version(self.pairs[at].id.version);
                let request = DownRequest { target, preference: Preference::File };
                down::run(&same.database, self.pairs, request, None).await?;
            }
            let reruns = [(Direction::Down, Some(Stage::Down)), (Direction::Up, Some(Stage::UpAgain))];
            Box::pin(diagnose::row_by_row((&same.database, self.pairs), &same.written, suspects, &reruns))
                .await
        };
        let losses = losses.await;
        self.scratches.drop(&same.name).await?;
        match losses {
            // What the scripts do depends on more than their text.
            Err(Failure::Script(_)) => Ok(suspects.iter().map(|suspect| suspect.rough.clone()).collect()),
            losses => losses,
        }
    }
}
