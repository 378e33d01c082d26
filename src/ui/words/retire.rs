//! The steps of `partitions retire` and `adopt`, done or planned, and what stays for now.

use super::grammar::{milliseconds, plural, size};
use crate::model::partitions::report::PartitionsReport;
use crate::model::partitions::retire::{Action, Kept, KeptWhy, StepDone};
use crate::ui::paint::Paint;

/// A step that was done.
pub(super) fn done(table: &str, done: &StepDone, paint: Paint) -> String {
    let name = paint.name(&done.step.partition.to_string());
    let took = milliseconds(done.took.as_secs_f64() * 1000.0);
    let rows =
        done.rows.map(|rows| format!(", {}", plural(usize::try_from(rows).unwrap_or_default(), "row")));
    let rows = rows.unwrap_or_default();
    match &done.step.action {
        Action::Finalize => format!("{} an interrupted detach of {name} is finished", paint.look("mended:")),
        Action::Detach { .. } => format!("{} {name} from {table} in {took}", paint.good("detached")),
        Action::Date => format!("{} {name} is marked as detached now", paint.look("mended:")),
        Action::Archive { schema } => format!("{} {name} to schema {schema} in {took}", paint.good("moved")),
        Action::Export => format!("{} {name}{rows} in {took}", paint.good("exported")),
        Action::Drop => format!("{} {name}{rows} in {took}", paint.good("dropped")),
        Action::Close => format!("{} {name}: it is reached through {table} alone", paint.good("closed")),
        Action::TakeOver => format!("{} {name} from pg_partman", paint.good("took over")),
    }
}

/// What is being written, for the line that goes away.
pub(crate) fn exporting(table: &str, bytes: u64) -> String {
    format!("exporting {table}: {}", size(i64::try_from(bytes).unwrap_or(i64::MAX)))
}

/// What would be done, a line each.
pub(crate) fn plan(report: &PartitionsReport) -> String {
    let mut text = String::new();
    for table in &report.tables {
        for StepDone { step, .. } in &table.steps {
            let name = &step.partition;
            text.push_str(&match &step.action {
                Action::Finalize => format!("would finish the interrupted detach of {name}\n"),
                Action::Detach { concurrently: true } => {
                    format!("would detach {name} from {}, concurrently\n", table.shown)
                }
                Action::Detach { concurrently: false } => format!(
                    "would detach {name} from {}, under ACCESS EXCLUSIVE: there is a DEFAULT partition\n",
                    table.shown
                ),
                Action::Date => format!("would mark {name} as detached now\n"),
                Action::Archive { schema } => format!("would move {name} to schema {schema}\n"),
                Action::Export => format!("would export {name}\n"),
                Action::Drop => format!("would drop {name}\n"),
                Action::Close => {
                    format!("would force row-level security on {name} and revoke all rights on it\n")
                }
                Action::TakeOver => format!("would take {name} out of the part_config of pg_partman\n"),
            });
        }
    }
    text
}

/// What is old enough and stays, a line each.
pub(crate) fn kept(report: &PartitionsReport) -> Vec<String> {
    let kept = report.tables.iter().flat_map(|table| &table.kept);
    kept.map(|Kept { partition, why }| {
        let why = match why {
            KeptWhy::Grace => "it was detached too short a time ago (`--grace`)",
            KeptWhy::NotExported => "it is not exported",
            KeptWhy::NotArchived => "it is not in the archive",
            KeptWhy::Foreign => "it is a foreign table",
            KeptWhy::Partitioned => "it is partitioned itself",
        };
        format!("{partition} stays: {why}")
    })
    .collect()
}
