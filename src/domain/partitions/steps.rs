//! Carrying out the steps of `retire` and `adopt` on one table.

use std::time::Instant as Clock;

use super::attempt::{attempt, or_denied};
use super::export;
use crate::domain::database::Database;
use crate::files::ExportFolder;
use crate::model::event::Event;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::mark::Mark;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::{TableReport, Trouble};
use crate::model::partitions::retire::{Action, Plan, Step, StepDone};
use crate::model::partitions::table::Table;
use crate::postgres::{Hung, Session};

/// One table, and what is needed to work on it.
pub(super) struct Work<'a> {
    pub(super) run: (&'a Database, &'a Session),
    pub(super) table: &'a Table,
    pub(super) folder: Option<&'a ExportFolder>,
    pub(super) now: Instant,
}

impl Work<'_> {
    /// Carries out all steps in order; what was done before one that fails stays done.
    pub(super) async fn all(&self, plan: Plan, report: &mut TableReport) -> Result<(), Trouble> {
        report.kept = plan.kept;
        for step in plan.steps {
            let started = Clock::now();
            let rows = self.step(&step).await?;
            let done = StepDone { step, rows, took: started.elapsed() };
            let table = self.table.shown();
            self.run.0.reporter().event(&Event::PartitionStep { table: &table, done: &done });
            report.steps.push(done);
        }
        Ok(())
    }

    /// Does one step. Returns how many rows it was about, where they were counted.
    async fn step(&self, step: &Step) -> Result<Option<i64>, Trouble> {
        let (session, shown) = (self.run.1, step.partition.1.as_str());
        let partition = (step.partition.0.as_str(), shown);
        let hung = Hung { parent: (&self.table.schema, &self.table.name), partition };
        match &step.action {
            Action::Finalize => {
                let finalize = async || session.finalize_detach(hung).await;
                attempt(self.run, "finish the detach", shown, finalize).await?;
            }
            Action::Detach { concurrently: false } => {
                let mark = Mark { detached: Some(self.now.to_string()), ..self.new_mark(partition) };
                let detach = async || session.detach_plainly(hung, &mark).await;
                attempt(self.run, "detach the partition", shown, detach).await?;
            }
            Action::Detach { concurrently: true } => {
                let mark = self.new_mark(partition);
                let close = async || session.revoke_and_mark(partition, &mark).await;
                attempt(self.run, "close the partition", shown, close).await?;
                let detach = async || session.detach_concurrently(hung).await;
                if let Err(trouble) = attempt(self.run, "detach the partition", shown, detach).await {
                    let pending = session.is_detach_pending(partition).await.unwrap_or(false);
                    let name = shown.to_owned();
                    return Err(if pending { Trouble::DetachWaits { name } } else { trouble });
                }
                self.date(partition, mark).await?;
            }
            Action::Date => self.date(partition, self.mark(partition).await?).await?,
            Action::Archive { schema } => {
                let archive = async || session.archive(partition, schema).await;
                attempt(self.run, "move the table to the archive", shown, archive).await?;
            }
            Action::Export => return export::export(self, partition).await.map(Some),
            Action::Drop => return export::drop(self, partition).await,
            Action::Close => {
                let close = async || session.close(partition).await;
                attempt(self.run, "close the partition", shown, close).await?;
            }
            Action::TakeOver => {
                if let Manager::Partman(partman) = &self.table.manager {
                    let table = self.table.shown();
                    let leave = async || session.leave_partman(&partman.schema, &table).await;
                    let left = attempt(self.run, "take the table from pg_partman", shown, leave).await;
                    left.map_err(|trouble| or_denied(trouble, partman))?;
                }
            }
        }
        Ok(None)
    }

    async fn date(&self, partition: (&str, &str), mark: Mark) -> Result<(), Trouble> {
        let mark = Mark { detached: Some(self.now.to_string()), ..mark };
        let write = async || self.run.1.close_and_mark(partition, &mark).await;
        attempt(self.run, "mark the table", partition.1, write).await
    }

    /// The mark of a partition that is about to be detached.
    fn new_mark(&self, (schema, name): (&str, &str)) -> Mark {
        let side = |bound| match bound {
            Bound::At(instant) => Some(instant.to_string()),
            Bound::Start | Bound::End => None,
        };
        let partitions = &self.table.partitions;
        let found = partitions.iter().find(|partition| partition.schema == schema && partition.name == name);
        let (from, to) = match found.map(|partition| partition.shape) {
            Some(Shape::Range(range)) => (side(range.lower), side(range.upper)),
            _ => (None, None),
        };
        let parent = (self.table.schema.clone(), self.table.name.clone());
        Mark { parent, from, to, detached: None, export: None }
    }

    /// The mark that a table bears now.
    pub(super) async fn mark(&self, partition: (&str, &str)) -> Result<Mark, Trouble> {
        let read = async || self.run.1.mark_of(partition).await;
        let found = attempt(self.run, "read the table's mark", partition.1, read).await?;
        found.ok_or_else(|| Trouble::MarkChanged { name: partition.1.to_owned() })
    }
}
