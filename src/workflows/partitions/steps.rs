//! Carrying out the steps of `retire` and `adopt` on one table.

use std::time::Instant as Clock;

use super::attempt::{attempt, or_denied, sqlstate};
use super::export;
use crate::files::ExportFolder;
use crate::model::outcome::event::Event;
use crate::model::partitions::coverage::Finding;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::marker::Mark;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::{TableReport, Trouble};
use crate::model::partitions::retire::{Action, Plan, Step, StepDone};
use crate::model::partitions::table::Table;
use crate::postgres::{Hung, Session};
use crate::workflows::database::Database;

/// One table, and what is needed to work on it.
pub(super) struct Work<'a> {
    pub(super) run: (&'a Database, &'a Session),
    pub(super) table: &'a Table,
    pub(super) folder: Option<&'a ExportFolder>,
    pub(super) now: Instant,
}

/// How a step ended.
enum Done {
    /// How many rows it was about, where they were counted.
    Rows(Option<i64>),
    /// It could not be, and why; nothing is in the way of steps on other tables.
    Not(Finding),
}

impl Work<'_> {
    /// Carries out all steps in order; what was done before one that fails stays done. A partition that rows
    /// elsewhere refer to stays, and those that follow have their turn.
    pub(super) async fn all(&self, plan: Plan, report: &mut TableReport) -> Result<(), Trouble> {
        report.kept = plan.kept;
        let mut staying = Vec::new();
        for step in plan.steps {
            if staying.contains(&step.partition) {
                continue;
            }
            let started = Clock::now();
            let rows = match self.step(&step).await? {
                Done::Rows(rows) => rows,
                Done::Not(found) => {
                    report.findings.push(found);
                    staying.push(step.partition);
                    continue;
                }
            };
            let done = StepDone { step, rows, took: started.elapsed() };
            let table = self.table.shown();
            self.run.0.reporter().event(&Event::PartitionStep { table: &table, done: &done });
            report.steps.push(done);
        }
        Ok(())
    }

    async fn step(&self, step: &Step) -> Result<Done, Trouble> {
        let (session, shown) = (self.run.1, step.partition.1.as_str());
        let partition = (step.partition.0.as_str(), shown);
        let hung = Hung { parent: (&self.table.schema, &self.table.name), partition };
        match &step.action {
            Action::Finalize => {
                let finalize = async || session.finalize_detach(hung).await;
                attempt(self.run, "finish the detach", shown, finalize).await?;
            }
            Action::Detach { concurrently } => return self.detach(hung, *concurrently).await,
            Action::Date => self.date(partition, self.mark(partition).await?).await?,
            Action::Archive { schema } => {
                let archive = async || session.archive(partition, schema).await;
                attempt(self.run, "move the table to the archive", shown, archive).await?;
            }
            Action::Export => return Ok(Done::Rows(Some(export::export(self, partition).await?))),
            Action::Drop => return Ok(Done::Rows(export::drop(self, partition).await?)),
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
        Ok(Done::Rows(None))
    }

    async fn detach(&self, hung: Hung<'_>, concurrently: bool) -> Result<Done, Trouble> {
        let (session, partition) = (self.run.1, hung.partition);
        let ask = async || session.referrers(self.table, partition).await;
        let by = attempt(self.run, "look who refers to the rows", partition.1, ask).await?;
        let (is_referred, mark) = (!by.is_empty(), self.new_mark(partition));
        let detached = if concurrently {
            let close = async || session.revoke_and_mark(partition, &mark, is_referred).await;
            attempt(self.run, "close the partition", partition.1, close).await?;
            let detach = async || session.detach_concurrently(hung).await;
            attempt(self.run, "detach the partition", partition.1, detach).await
        } else {
            let mark = Mark { detached: Some(self.now.to_string()), ..mark.clone() };
            let detach = async || session.detach_plainly(hung, &mark, is_referred).await;
            attempt(self.run, "detach the partition", partition.1, detach).await
        };
        let Err(trouble) = detached else {
            if concurrently {
                self.date(partition, mark).await?;
            }
            return Ok(Done::Rows(None));
        };
        if concurrently {
            if session.is_detach_pending(partition).await.unwrap_or(false) {
                return Err(Trouble::DetachWaits { name: partition.1.to_owned() });
            }
            let stay = async || session.close_and_unmark(partition).await;
            attempt(self.run, "close the partition", partition.1, stay).await?;
        }
        // foreign_key_violation; insufficient_privilege, where policies hide the rows that may refer to it
        let hidden = match sqlstate(&trouble) {
            Some("23503") => false,
            Some("42501") if is_referred => true,
            _ => return Err(trouble),
        };
        Ok(Done::Not(Finding::Referred { partition: partition.1.to_owned(), by, hidden }))
    }

    async fn date(&self, partition: (&str, &str), mark: Mark) -> Result<(), Trouble> {
        let mark = Mark { detached: Some(self.now.to_string()), ..mark };
        let write = async || self.run.1.close_and_mark(partition, &mark).await;
        attempt(self.run, "mark the table", partition.1, write).await
    }

    /// The mark of a partition that is about to be detached.
    fn new_mark(&self, (schema, name): (&str, &str)) -> Mark {
        let key_type = self.table.key_type();
        let side = |bound: Bound| bound.instant().map(|instant| key_type.shown(instant));
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
