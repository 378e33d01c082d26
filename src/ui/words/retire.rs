//! The steps of `partitions retire` and `adopt`, done or planned, and what is kept for now.

use super::grammar::{milliseconds, on_one_line, plural, size};
use crate::model::partitions::marked_state::TableChange;
use crate::model::partitions::report::PartitionsReport;
use crate::model::partitions::retire::{Action, KeptPartition, KeptReason, RetireStepDone};
use crate::ui::paint::Paint;

/// A completed step.
pub(super) fn done(table: &str, done: &RetireStepDone, paint: Paint) -> String {
    let name = paint.name(&done.step.partition.to_string());
    let took = milliseconds(done.took.as_secs_f64() * 1000.0);
    let rows =
        done.rows.map(|rows| format!(", {}", plural(usize::try_from(rows).unwrap_or_default(), "row")));
    let rows = rows.unwrap_or_default();
    match &done.step.action {
        Action::Finalize => format!("{} finished an interrupted detach of {name}", paint.attention("fixed:")),
        Action::Detach { .. } => format!("{} {name} from {table} in {took}", paint.good("detached")),
        Action::Date => format!("{} marked {name} as detached now", paint.attention("fixed:")),
        Action::Archive { schema } => format!("{} {name} to schema {schema} in {took}", paint.good("moved")),
        Action::Export => format!("{} {name}{rows} in {took}", paint.good("exported")),
        Action::Drop => format!("{} {name}{rows} in {took}", paint.good("dropped")),
        Action::Close => format!("{} {name}: it is accessible only through {table}", paint.good("closed")),
        Action::TakeOver => format!("{} {name} from pg_partman", paint.good("took over")),
    }
}

/// What is being written, for the transient progress line.
pub(crate) fn exporting(table: &str, bytes: u64) -> String {
    format!("exporting {table}: {}", size(i64::try_from(bytes).unwrap_or(i64::MAX)))
}

/// The planned steps, one line each.
pub(crate) fn plan(report: &PartitionsReport) -> String {
    let mut text = String::new();
    for table in &report.tables {
        for RetireStepDone { step, .. } in &table.steps {
            let (name, shown) = (on_one_line(&step.partition.to_string()), on_one_line(&table.shown));
            text.push_str(&match &step.action {
                Action::Finalize => format!("would finish the interrupted detach of {name}\n"),
                Action::Detach { concurrently: true } => {
                    format!("would detach {name} from {shown}, concurrently\n")
                }
                Action::Detach { concurrently: false } => format!(
                    "would detach {name} from {shown}, under ACCESS EXCLUSIVE: there is a default partition\n"
                ),
                Action::Date => format!("would mark {name} as detached now\n"),
                Action::Archive { schema } => {
                    format!("would move {name} to schema {}\n", on_one_line(schema))
                }
                Action::Export => format!("would export {name}\n"),
                Action::Drop => format!("would drop {name}\n"),
                Action::Close => {
                    format!("would force row-level security on {name} and revoke all privileges on it\n")
                }
                Action::TakeOver => format!("would remove {name} from pg_partman's part_config\n"),
            });
        }
    }
    text
}

/// What is past the retention period and kept all the same, one line each.
pub(crate) fn kept(report: &PartitionsReport) -> Vec<String> {
    let kept = report.tables.iter().flat_map(|table| &table.kept);
    kept.map(|KeptPartition { partition, why }| {
        let why = match why {
            KeptReason::Grace => "it was detached too recently (`--grace`)",
            KeptReason::Changed(TableChange::Renamed) => "it was renamed after it was detached",
            KeptReason::Changed(TableChange::Moved) => "it was moved to another schema after it was detached",
            KeptReason::Changed(TableChange::Altered) => "it was altered or attached after it was detached",
            KeptReason::Changed(TableChange::Replaced) => "it is not the table that was detached",
            KeptReason::Changed(TableChange::Written) => "its rows were changed after it was detached",
            KeptReason::NotExported => "it has not been exported",
            KeptReason::NotArchived => "it is not in the archive schema",
            KeptReason::Foreign => "it is a foreign table",
            KeptReason::Partitioned => "it is itself partitioned",
        };
        format!("{} is kept: {why}", on_one_line(&partition.to_string()))
    })
    .collect()
}
