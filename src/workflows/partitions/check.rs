//! `partitions check` and `list`: how things stand. Reads only.

use std::time::Instant as Clock;

use super::Request;
use super::clocks;
use super::request::SelectedTables;
use crate::model::outcome::failure::Failure;
use crate::model::partitions::coverage::{findings, periods_ahead};
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport, TableReport};
use crate::model::partitions::table_trouble::TableTrouble;
use crate::workflows::database::Database;

/// Looks at every table that was asked for. More than `allowed` rows in DEFAULT are a finding; `None` allows any number.
pub(crate) async fn check_tables(
    database: &Database,
    request: &Request,
    kind: PartitionsCommandKind,
    allowed: Option<i64>,
) -> Result<PartitionsReport, Failure> {
    let snapshot = database
        .snapshot(if kind == PartitionsCommandKind::Check {
            "migrate partitions check"
        } else {
            "migrate partitions list"
        })
        .await?;
    let began = Clock::now();
    let (now, tables) = snapshot.partitions().await?;
    let read = began.elapsed();
    let mut reports = Vec::new();
    database.warn_of_leftovers(snapshot.reader()).await?;
    let request = clocks::served(snapshot.reader(), request, now, &tables).await?;
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
        if let Some(default) = table.default() {
            report.default_rows = Some(snapshot.rows(default, allowed).await?);
        }
        match findings(&table, &wish, now, report.default_rows, allowed) {
            Ok(findings) => report.findings = findings,
            Err(why) => report.trouble = Some(TableTrouble::Unsuited(why)),
        }
        report.periods = Some(wish.periods(&table));
        report.periods_ahead = Some(periods_ahead(&table, &wish, now));
        report.table = Some(table);
        report.took = Some(read + started.elapsed());
        reports.push(report);
    }
    Ok(PartitionsReport { kind, now, tables: reports, passed_over })
}
