//! One run over the tables that were asked for, each on its own.

use std::time::Instant as Clock;

use super::clocks;
use super::request::{Reading, Request, SelectedTables};
use crate::model::outcome::failure::Failure;
use crate::model::partitions::config::PartitionConfig;
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, TableReport};
use crate::model::partitions::table::PartitionedTable;
use crate::workflows::database::OpenSession;

/// Reads what there is, then works on each selected table in turn. A table that cannot be worked on has its report
/// all the same; `Err` ends the run.
pub(super) async fn each_table(
    run: OpenSession<'_>,
    request: &Request,
    kind: PartitionsCommandKind,
    work: impl AsyncFn(&PartitionedTable, &PartitionConfig, Reading) -> Result<TableReport, Failure>,
) -> Result<PartitionsReport, Failure> {
    let began = Clock::now();
    let (now, tables) = run.session.partitions().await?;
    let took = began.elapsed();
    let mut reports = Vec::new();
    run.database.warn_of_leftovers(run.session.reader()).await?;
    let request = clocks::served(run.session.reader(), request, now, &tables).await?;
    let SelectedTables { picks, passed_over } = request.pick(run.database, &tables).await?;
    for pick in picks {
        let report = match pick {
            Ok((table, config)) => work(&table, &config, Reading { now, took }).await?,
            Err(report) => *report,
        };
        reports.push(report);
    }
    Ok(PartitionsReport { kind, now, tables: reports, passed_over })
}
