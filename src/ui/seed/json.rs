//! Seeding as a document.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::seed::report::{LeftRows, SeedReport, SeededTable};

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct SeedView<'a> {
    /// `drafted`, `planned`, `seeded`, `resumed` or `cleared`.
    result: &'static str,
    profile: &'a str,
    seed: u64,
    scale: f64,
    /// How many tables were filled at once.
    jobs: usize,
    /// `fast`: keys and indexes were built afterwards; `plain`: in one transaction, through every constraint.
    way: &'static str,
    /// Of all tables.
    rows: u64,
    duration_ms: f64,
    tables: Vec<TableView<'a>>,
    /// Partitions that were made, or would be.
    partitions_made: &'a [String],
    /// Keys and indexes that were dropped and recreated.
    taken_down: &'a [String],
    /// The triggers that did not run.
    triggers_off: &'a [String],
    /// Rows that `--clear` left although they have keys of seeded rows: they are not as they were written.
    rows_left: Vec<LeftView<'a>>,
    /// The text of the profile that `--init` made.
    profile_text: Option<&'a str>,
}

/// A table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct TableView<'a> {
    table: &'a str,
    rows: u64,
    /// Of work, over all its streams.
    duration_ms: f64,
    /// With its indexes.
    bytes: i64,
}

/// Rows of a table that were left.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct LeftView<'a> {
    table: &'a str,
    rows: u64,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["seed"]: SeedView<'_>;
}

impl<'a> SeedView<'a> {
    /// The fields of a report.
    pub(crate) fn of(report: &'a SeedReport) -> Self {
        Self {
            result: report.kind.as_str(),
            profile: &report.profile,
            seed: report.seed,
            scale: report.scale,
            jobs: report.jobs,
            way: report.way.as_str(),
            rows: report.rows(),
            duration_ms: report.took_seconds * 1000.0,
            tables: report.tables.iter().map(TableView::of).collect(),
            partitions_made: &report.partitions,
            taken_down: &report.taken_down,
            triggers_off: &report.triggers,
            rows_left: report.left.iter().map(LeftView::of).collect(),
            profile_text: report.draft.as_deref(),
        }
    }
}

impl<'a> LeftView<'a> {
    fn of(left: &'a LeftRows) -> Self {
        Self { table: &left.table, rows: left.rows }
    }
}

impl<'a> TableView<'a> {
    fn of(table: &'a SeededTable) -> Self {
        Self { table: &table.name, rows: table.rows, duration_ms: table.seconds * 1000.0, bytes: table.bytes }
    }
}
