//! `partitions retire`: partitions that are older than what is kept leave their table; what was detached long
//! enough ago is dropped, in a run that does nothing else.

use std::path::PathBuf;
use std::time::Instant as Clock;

use super::Request;
use super::attempt::unless_fatal;
use super::clocks;
use super::request::SelectedTables;
use super::work::TableWork;
use crate::files::ExportFolder;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::coverage::CoverageFinding;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, TableReport};
use crate::model::partitions::retention::RetentionPeriod;
use crate::model::partitions::retire::{self, Plan, RetireMode, RetireStepDone};
use crate::model::partitions::table::PartitionedTable;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::postgres::Purpose;
use crate::workflows::database::{Database, OpenSession};

/// What `retire` was asked for.
#[derive(Debug)]
pub(crate) struct RetireRequest {
    pub(crate) request: Request,
    /// `--keep`, which beats the configuration.
    pub(crate) keep: Option<RetentionPeriod>,
    pub(crate) way: RetireMode,
    /// The folder of exports.
    pub(crate) folder: Option<PathBuf>,
    /// `--drop`: drop what was detached so long ago, and do nothing else.
    pub(crate) drop_after: Option<RetentionPeriod>,
}

/// What would be done. Reads only.
pub(crate) async fn plan(
    database: &Database,
    retirement: &RetireRequest,
) -> Result<PartitionsReport, Failure> {
    let snapshot = database.snapshot("migrate partitions retire --dry-run").await?;
    let (now, tables) = snapshot.partitions().await?;
    let mut reports = Vec::new();
    let request = clocks::served(snapshot.reader(), &retirement.request, now, &tables).await?;
    let SelectedTables { picks, passed_over } = request.pick(database, &tables).await?;
    for pick in picks {
        reports.push(match pick {
            Err(report) => *report,
            Ok((table, wish)) => {
                let mut report = TableReport::of(table.to_string());
                match retirement.decide(&table, &wish, now) {
                    Err(trouble) => report.trouble = Some(trouble),
                    Ok(plan) => {
                        report.steps = plan.steps.into_iter().map(RetireStepDone::planned).collect();
                        report.kept = plan.kept;
                    }
                }
                report
            }
        });
    }
    Ok(PartitionsReport { kind: PartitionsCommandKind::RetirePlan, now, tables: reports, passed_over })
}

/// Does it, each table on its own. What was done before a failure stays done, and the next run goes on there.
pub(crate) async fn retire(
    database: &Database,
    retirement: &RetireRequest,
) -> Result<PartitionsReport, Failure> {
    let folder = retirement.folder.as_deref().map(ExportFolder::open).transpose()?;
    let session = database.session_for("migrate partitions retire", Purpose::WriteBeside).await?;
    if let RetireMode::Archive(schema) = &retirement.way {
        let existing: Vec<String> =
            session.reader().schemas().await?.into_iter().map(|schema| schema.name).collect();
        if !existing.contains(schema) {
            return Err(Failure::Refused(Refusal::NoArchive { schema: schema.clone() }));
        }
    }
    let began = Clock::now();
    let (now, tables) = session.partitions().await?;
    let read = began.elapsed();
    let mut reports = Vec::new();
    database.warn_of_leftovers(session.reader()).await?;
    let request = clocks::served(session.reader(), &retirement.request, now, &tables).await?;
    let SelectedTables { picks, passed_over } = request.pick(database, &tables).await?;
    for pick in picks {
        let (table, wish) = match pick {
            Ok(pick) => pick,
            Err(report) => {
                reports.push(*report);
                continue;
            }
        };
        let started = Clock::now();
        let mut report = TableReport::of(table.to_string());
        let work = TableWork {
            run: OpenSession { database, session: &session },
            table: &table,
            folder: folder.as_ref(),
            now,
        };
        let done = match retirement.decide(&table, &wish, now) {
            Ok(plan) => work.run_steps(plan, &mut report).await,
            Err(trouble) => Err(trouble),
        };
        report.trouble = done.err().map(unless_fatal).transpose()?;
        if let Some(after) = session.partitioned(&table).await? {
            report.findings.extend(
                after
                    .retired
                    .iter()
                    .filter(|retired| retired.is_reachable())
                    .map(|retired| CoverageFinding::Reachable { partition: retired.name.to_string() }),
            );
            report.table = Some(after);
        }
        report.took = Some(read + started.elapsed());
        reports.push(report);
    }
    Ok(PartitionsReport { kind: PartitionsCommandKind::Retire, now, tables: reports, passed_over })
}

impl RetireRequest {
    fn decide(
        &self,
        table: &PartitionedTable,
        wish: &PartitionConfig,
        now: Instant,
    ) -> Result<Plan, TableTrouble> {
        table.unless_managed()?;
        match (self.drop_after, self.keep.or(wish.keep)) {
            (Some(grace), _) => Ok(retire::drop(table, now, grace, &self.way)),
            (None, Some(keep)) => Ok(retire::retire(table, wish.periods(table).cutoff(keep, now), &self.way)),
            (None, None) => Err(TableTrouble::NoKeep),
        }
    }
}
