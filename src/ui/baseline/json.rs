//! A baseline as fields of the JSON document.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use crate::model::baseline::report::{BaselineReport, BaselineState, TableRows};
use crate::ui::fingerprint::{AdditionView, DifferencesView, additions};

/// The fields of `baseline`.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct BaselineView<'a> {
    /// The version of the pair.
    version: i64,
    /// Its name.
    name: &'a str,
    /// The migration and the rollback.
    files: &'a [String; 2],
    /// `planned` (`--dry-run`), `refused` (nothing was written), `written` (`--write-only`) or `marked`.
    state: &'static str,
    /// How many objects the database has.
    objects: usize,
    /// The tables whose rows come with it.
    rows: Vec<RowsView<'a>>,
    /// From what the migration makes to what the database is.
    up: DifferencesView<'a>,
    /// What the rollback leaves; `null` where it did not run.
    down: Option<DifferencesView<'a>>,
    /// What the server adds of its own, which was not compared.
    server_adds: Vec<AdditionView<'a>>,
    /// Statements that make what the pair stands on, and that nothing of the project makes on a throwaway server.
    before: Vec<&'a str>,
    /// Roles that own something which the pair makes: whoever runs it elsewhere has to be a member of them.
    owners: &'a [String],
    /// What is in the database and not in the pair.
    left_out: &'a [String],
}

/// A table whose rows come with a baseline.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct RowsView<'a> {
    table: &'a str,
    rows: i64,
    /// Whether a database made from the pair has the same.
    same: bool,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["baseline"]: BaselineView<'_>;
}

impl<'a> BaselineView<'a> {
    /// The fields of a report.
    pub(super) fn of(report: &'a BaselineReport) -> Self {
        let rows =
            |table: &'a TableRows| RowsView { table: &table.table, rows: table.rows, same: table.are_same };
        Self {
            version: report.id.version.number(),
            name: &report.id.name,
            files: &report.files,
            state: match report.state {
                BaselineState::Planned => "planned",
                BaselineState::Refused => "refused",
                BaselineState::Written => "written",
                BaselineState::Marked => "marked",
            },
            objects: report.objects,
            rows: report.rows.iter().map(rows).collect(),
            up: DifferencesView::of(&report.proof.up),
            down: report.proof.down.as_ref().map(DifferencesView::of),
            server_adds: additions(&report.proof.additions),
            before: report.grounds.iter().map(|ground| ground.statement.as_str()).collect(),
            owners: &report.owners,
            left_out: &report.left_out,
        }
    }
}
