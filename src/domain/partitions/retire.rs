//! `partitions retire`: partitions that are older than what is kept leave their table; what was detached long
//! enough ago is dropped, in a run that does nothing else.

use std::path::PathBuf;
use std::time::Instant as Clock;

use super::Request;
use super::attempt::{attempt, unless_fatal};
use super::export;
use crate::domain::database::Database;
use crate::files::ExportFolder;
use crate::model::event::Event;
use crate::model::failure::{Failure, Refusal};
use crate::model::partitions::coverage::Finding;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::mark::Mark;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::{Kind, PartitionsReport, TableReport, Trouble};
use crate::model::partitions::retire::{self, Action, Plan, Step, StepDone, Way};
use crate::model::partitions::span::Span;
use crate::model::partitions::table::Table;
use crate::model::partitions::wish::Wish;
use crate::postgres::{Hung, Session};

/// What `retire` was asked for.
#[derive(Debug)]
pub(crate) struct RetireRequest {
    pub(crate) request: Request,
    /// `--keep`, which beats the configuration.
    pub(crate) keep: Option<Span>,
    pub(crate) way: Way,
    /// The folder of exports.
    pub(crate) folder: Option<PathBuf>,
    /// `--drop`: drop what was detached so long ago, and do nothing else.
    pub(crate) drop_after: Option<Span>,
}

/// What would be done. Reads only.
pub(crate) async fn plan(database: &Database, asked: &RetireRequest) -> Result<PartitionsReport, Failure> {
    let snapshot = database.snapshot("migrate partitions retire --dry-run").await?;
    let (now, tables) = snapshot.partitions().await?;
    let mut reports = Vec::new();
    for pick in asked.request.pick(database, &tables) {
        reports.push(match pick {
            Err(report) => *report,
            Ok((table, wish)) => {
                let mut report = TableReport::of(table.shown());
                match asked.decide(&table, &wish, now) {
                    Err(trouble) => report.trouble = Some(trouble),
                    Ok(plan) => {
                        report.steps = plan.steps.into_iter().map(StepDone::planned).collect();
                        report.kept = plan.kept;
                    }
                }
                report
            }
        });
    }
    Ok(PartitionsReport { kind: Kind::RetirePlan, now, tables: reports })
}

/// Does it, each table on its own. What was done before a failure stays done, and the next run goes on there.
pub(crate) async fn retire(database: &Database, asked: &RetireRequest) -> Result<PartitionsReport, Failure> {
    let folder = asked.folder.as_deref().map(ExportFolder::open).transpose()?;
    let session = database.session("migrate partitions retire").await?;
    if let Way::Archive(schema) = &asked.way {
        let existing: Vec<String> =
            session.reader().schemas().await?.into_iter().map(|schema| schema.name).collect();
        if !existing.contains(schema) {
            return Err(Failure::Refused(Refusal::NoArchive { schema: schema.clone() }));
        }
    }
    let (now, tables) = session.partitions().await?;
    let mut reports = Vec::new();
    for pick in asked.request.pick(database, &tables) {
        let (table, wish) = match pick {
            Ok(pick) => pick,
            Err(report) => {
                reports.push(*report);
                continue;
            }
        };
        let started = Clock::now();
        let mut report = TableReport::of(table.shown());
        let run = Retiring { run: (database, &session), table: &table, folder: folder.as_ref(), now };
        let done = match asked.decide(&table, &wish, now) {
            Ok(plan) => run.all(plan, &mut report).await,
            Err(trouble) => Err(trouble),
        };
        report.trouble = done.err().map(unless_fatal).transpose()?;
        let (_, after) = session.partitions().await?;
        if let Some(after) = after.into_iter().find(|after| after.oid == table.oid) {
            report.findings.extend(
                after
                    .retired
                    .iter()
                    .filter(|one| one.is_reachable())
                    .map(|one| Finding::Reachable { partition: format!("{}.{}", one.schema, one.name) }),
            );
            report.table = Some(after);
        }
        report.took_seconds = started.elapsed().as_secs_f64();
        reports.push(report);
    }
    Ok(PartitionsReport { kind: Kind::Retire, now, tables: reports })
}

impl RetireRequest {
    fn decide(&self, table: &Table, wish: &Wish, now: Instant) -> Result<Plan, Trouble> {
        match (self.drop_after, self.keep.or(wish.keep)) {
            (Some(grace), _) => Ok(retire::drop(table, now, grace, &self.way)),
            (None, Some(keep)) => Ok(retire::retire(table, keep.cutoff(now), &self.way)),
            (None, None) => Err(Trouble::NoKeep),
        }
    }
}

/// One table whose partitions are retired.
pub(super) struct Retiring<'a> {
    pub(super) run: (&'a Database, &'a Session),
    pub(super) table: &'a Table,
    pub(super) folder: Option<&'a ExportFolder>,
    pub(super) now: Instant,
}

impl Retiring<'_> {
    async fn all(&self, plan: Plan, report: &mut TableReport) -> Result<(), Trouble> {
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
