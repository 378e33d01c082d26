//! `partitions adopt`: tables whose partitions people or `pg_partman` made are looked after from now on.

use std::time::Instant as Clock;

use super::Request;
use super::attempt::unless_fatal;
use super::request::SelectedTables;
use super::work::TableWork;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::adopt;
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::coverage::{CoverageFinding, Crossed, Unsuited};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, TableReport};
use crate::model::partitions::retire::{Plan, RetireStepDone};
use crate::model::partitions::table::PartitionedTable;
use crate::model::partitions::table_trouble::TableTrouble;
use crate::postgres::Purpose;
use crate::workflows::database::{Database, OpenSession};

/// What would be done, and the configuration that says what the tables already are, of those that `known`
/// says nothing about. Reads only.
pub(crate) async fn plan(
    database: &Database,
    request: &Request,
    known: &[PartitionConfig],
) -> Result<PartitionsReport, Failure> {
    let snapshot = database.snapshot("migrate partitions adopt --dry-run").await?;
    let (now, tables) = snapshot.partitions().await?;
    let mut reports = Vec::new();
    let SelectedTables { picks, passed_over } = request.pick(database, &tables).await?;
    for pick in picks {
        reports.push(match pick {
            Err(report) => *report,
            Ok((table, wish)) => {
                let mut report = TableReport::of(table.to_string());
                if let Some(plan) = decide(&table, wish.interval, now, &mut report, known) {
                    report.steps = plan.steps.into_iter().map(RetireStepDone::planned).collect();
                    report.kept = plan.kept;
                }
                report
            }
        });
    }
    Ok(PartitionsReport { kind: PartitionsCommandKind::AdoptPlan, now, tables: reports, passed_over })
}

/// Does it, each table on its own. A table whose partitions do not fit is left as it is.
pub(crate) async fn adopt(
    database: &Database,
    request: &Request,
    known: &[PartitionConfig],
) -> Result<PartitionsReport, Failure> {
    let session = database.session_for("migrate partitions adopt", Purpose::WriteBeside).await?;
    let began = Clock::now();
    let (now, tables) = session.partitions().await?;
    let read = began.elapsed();
    let mut reports = Vec::new();
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
        if let Some(plan) = decide(&table, wish.interval, now, &mut report, known) {
            let work = TableWork {
                run: OpenSession { database, session: &session },
                table: &table,
                folder: None,
                now,
            };
            let done = work.run_steps(plan, &mut report).await;
            report.trouble = done.err().map(unless_fatal).transpose()?;
            if report.trouble.is_some() {
                // What it prints is the configuration of what is adopted.
                report.wish = None;
            }
        }
        report.took = Some(read + started.elapsed());
        reports.push(report);
    }
    Ok(PartitionsReport { kind: PartitionsCommandKind::Adopt, now, tables: reports, passed_over })
}

/// The steps; `None` where something is in the way, which the report then says.
fn decide(
    table: &PartitionedTable,
    interval: Interval,
    now: Instant,
    report: &mut TableReport,
    known: &[PartitionConfig],
) -> Option<Plan> {
    if let Manager::Hidden { schema } = &table.manager {
        report.trouble = Some(TableTrouble::ManagerHidden { schema: schema.clone() });
        return None;
    }
    let wish = adopt::wish(table, interval);
    report.periods = Some(wish.periods(table));
    match wish.missing(table, now) {
        Err(missing) => report.trouble = Some(TableTrouble::Unsuited(Unsuited::TooMany { missing })),
        Ok(missing) => {
            if let Some(crossed) = Crossed::of(table, &wish, &missing) {
                report.findings.push(CoverageFinding::Crossed(crossed));
                return None;
            }
            report.wish = (!known.iter().any(|known| known.is_about(table))).then_some(wish);
            return Some(adopt::plan(table));
        }
    }
    None
}
