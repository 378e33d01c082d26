//! Carrying out the steps of `retire` and `adopt` on one table.

use std::time::Instant as Clock;

use super::attempt::{attempt, known, or_denied, sqlstate};
use super::export::{self, Dropped};
use super::work::TableWork;
use crate::model::outcome::event::Event;
use crate::model::partitions::coverage::CoverageFinding;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::marked_state::TableChange;
use crate::model::partitions::marker::Marker;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::TableReport;
use crate::model::partitions::retire::{Action, KeptPartition, KeptReason, Plan, RetireStep, RetireStepDone};
use crate::model::partitions::table_trouble::TableTrouble;
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::{DetachTarget, Opening};
use crate::workflows::locks::tries::LockTries;

/// How a step ended.
enum StepEnd {
    /// How many rows it was about, where they were counted.
    Rows(Option<i64>),
    /// It could not be, and why; nothing is in the way of steps on other tables.
    Not(CoverageFinding),
    /// Somebody reclaimed the table.
    Kept(TableChange),
}

impl TableWork<'_> {
    /// Carries out all steps in order; what was done before one that fails stays done. A partition that rows
    /// elsewhere refer to stays, and those that follow have their turn.
    pub(super) async fn run_steps(&self, plan: Plan, report: &mut TableReport) -> Result<(), TableTrouble> {
        report.kept = plan.kept;
        let mut staying = Vec::new();
        for step in plan.steps {
            if staying.contains(&step.partition) {
                continue;
            }
            let started = Clock::now();
            let rows = match self.step(&step).await? {
                StepEnd::Rows(rows) => rows,
                StepEnd::Kept(change) => {
                    let why = KeptReason::Changed(change);
                    report.kept.push(KeptPartition { partition: step.partition, why });
                    continue;
                }
                StepEnd::Not(finding) => {
                    report.findings.push(finding);
                    staying.push(step.partition);
                    continue;
                }
            };
            let done = RetireStepDone { step, rows, took: started.elapsed() };
            let table = self.table.to_string();
            self.run.database.reporter().event(&Event::PartitionStep { table: &table, done: &done });
            report.steps.push(done);
        }
        Ok(())
    }

    async fn step(&self, step: &RetireStep) -> Result<StepEnd, TableTrouble> {
        let (session, partition) = (self.run.session, &step.partition);
        let shown = partition.name.as_str();
        let hung = DetachTarget { parent: &self.table.name, partition };
        match &step.action {
            Action::Finalize => {
                let doing = "finish the detach";
                let tries = known(doing, session.locks_of_finalize(hung).await)?;
                let finalize = async |opening: &Opening| session.finalize_detach(hung, opening).await;
                attempt(self.run, doing, shown, tries, finalize).await?;
            }
            Action::Detach { concurrently } => return self.detach(hung, *concurrently).await,
            Action::Date => self.date(partition, self.mark(partition).await?).await?,
            Action::Archive { schema } => {
                let archive = async |opening: &Opening| session.archive(partition, schema, opening).await;
                let (doing, tries) = ("move the table to the archive", LockTries::blind());
                attempt(self.run, doing, shown, tries, archive).await?;
            }
            Action::Export => return Ok(StepEnd::Rows(Some(export::export(self, partition).await?))),
            Action::Drop => return self.drop(partition).await,
            Action::Close => {
                let close = async |opening: &Opening| session.close(partition, opening).await;
                attempt(self.run, "close the partition", shown, LockTries::blind(), close).await?;
            }
            Action::TakeOver => {
                if let Manager::Partman(partman) = &self.table.manager {
                    let table = self.table.to_string();
                    let leave = async |opening: &Opening| {
                        session.leave_partman(&partman.schema, &table, opening).await
                    };
                    let (doing, tries) = ("take over the table from pg_partman", LockTries::blind());
                    let left = attempt(self.run, doing, shown, tries, leave).await;
                    left.map_err(|trouble| or_denied(trouble, partman))?;
                }
            }
        }
        Ok(StepEnd::Rows(None))
    }

    async fn detach(&self, hung: DetachTarget<'_>, concurrently: bool) -> Result<StepEnd, TableTrouble> {
        let (session, partition) = (self.run.session, hung.partition);
        let ask = async |_: &Opening| session.referrers(self.table, partition).await;
        let (doing, tries) = ("check which rows reference these", LockTries::blind());
        let by = attempt(self.run, doing, &partition.name, tries, ask).await?;
        let (is_referred, mark) = (!by.is_empty(), self.new_mark(partition));
        let detached = if concurrently {
            let close = async |opening: &Opening| {
                session.revoke_and_mark(partition, &mark, is_referred, opening).await
            };
            attempt(self.run, "close the partition", &partition.name, LockTries::blind(), close).await?;
            let detach = async |_: &Opening| session.detach_concurrently(hung).await;
            attempt(self.run, "detach the partition", &partition.name, LockTries::blind(), detach).await
        } else {
            let doing = "detach the partition";
            let tries = known(doing, session.locks_of_detach(hung).await)?;
            let detach =
                async |opening: &Opening| session.detach_plainly(hung, &mark, is_referred, opening).await;
            attempt(self.run, doing, &partition.name, tries, detach).await
        };
        let Err(trouble) = detached else {
            self.date(partition, mark).await?;
            return Ok(StepEnd::Rows(None));
        };
        if concurrently {
            if session.is_detach_pending(partition).await.unwrap_or(false) {
                return Err(TableTrouble::DetachWaits { name: partition.name.clone() });
            }
            let stay = async |opening: &Opening| session.close_and_unmark(partition, opening).await;
            attempt(self.run, "close the partition", &partition.name, LockTries::blind(), stay).await?;
        }
        // foreign_key_violation; insufficient_privilege, where policies hide the rows that may refer to it
        let hidden = match sqlstate(&trouble) {
            Some("23503") => false,
            Some("42501") if is_referred => true,
            _ => return Err(trouble),
        };
        Ok(StepEnd::Not(CoverageFinding::Referred { partition: partition.name.clone(), by, hidden }))
    }

    async fn drop(&self, table: &QualifiedName) -> Result<StepEnd, TableTrouble> {
        Ok(match export::drop(self, table).await? {
            Dropped::Gone { rows } => StepEnd::Rows(rows),
            Dropped::Changed(change) => StepEnd::Kept(change),
        })
    }

    async fn date(&self, partition: &QualifiedName, mark: Marker) -> Result<(), TableTrouble> {
        let mark = Marker { detached: Some(self.now.to_string()), ..mark };
        let write =
            async |opening: &Opening| self.run.session.close_and_mark(partition, &mark, opening).await;
        attempt(self.run, "mark the table", &partition.name, LockTries::blind(), write).await
    }

    /// The mark of a partition that is about to be detached.
    fn new_mark(&self, name: &QualifiedName) -> Marker {
        let key_type = self.table.key_type();
        let side = |bound: Bound| bound.instant().map(|instant| key_type.display_instant(instant));
        let partitions = &self.table.partitions;
        let partition_found = partitions.iter().find(|partition| partition.name == *name);
        let (from, to) = match partition_found.map(|partition| partition.shape) {
            Some(Shape::Range(range)) => (side(range.lower), side(range.upper)),
            _ => (None, None),
        };
        Marker { parent: self.table.name.clone(), from, to, detached: None, state: None, export: None }
    }
}
