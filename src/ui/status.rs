//! `status`: every migration that the files or the history know.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::json::Frame;
use super::report::{Sheet, Shown};
use super::{tables, words};
use crate::model::migration::version::Version;
use crate::model::outcome::report::{InterruptedScript, StatusReport, StatusRow};
use crate::model::seed::leftovers::SeedLeftovers;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct StatusView<'a> {
    /// Where the scripts come from, in words for a person.
    scripts: &'a str,
    /// Whether the database has a history table.
    has_history: bool,
    /// Schemas that hold a history, where there is none in the project's own.
    other_histories: &'a [String],
    /// Runs of `seed` that are not finished.
    seed_leftovers: Vec<LeftoversView<'a>>,
    /// Scripts without a transaction that were begun and not finished.
    interrupted: Vec<InterruptedView<'a>>,
    /// The newest applied version.
    current: Option<i64>,
    /// In the order of their versions.
    migrations: Vec<RowView<'a>>,
}

/// A run of `seed` that is not finished, with the keys and indexes that it dropped and did not recreate.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct LeftoversView<'a> {
    profile: &'a str,
    /// As RFC 3339 has it.
    started_at: &'a str,
    /// Such as `index tasks_pkey of public.tasks`; empty where none is missing.
    missing: &'a [String],
}

/// A script without a transaction that was begun and not finished.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct InterruptedView<'a> {
    version: i64,
    name: &'a str,
    /// `up` or `down`.
    direction: &'static str,
    /// How many of its statements are executed.
    executed: usize,
}

/// One migration.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct RowView<'a> {
    version: i64,
    name: &'a str,
    /// `applied`, `pending`, `edited`, `renamed`, `missing`, `out of order` or `interrupted`.
    state: &'static str,
    /// As RFC 3339 has it.
    applied_on: Option<&'a str>,
    /// How long it took; `null` where another tool applied it.
    duration_ms: Option<f64>,
    /// Who applied it.
    role: Option<&'a str>,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["status"]: StatusView<'_>;
}

impl<'a> StatusView<'a> {
    fn of(report: &'a StatusReport) -> Self {
        Self {
            scripts: &report.source,
            has_history: report.has_history,
            other_histories: &report.other_histories,
            seed_leftovers: report.seed_leftovers.iter().map(LeftoversView::of).collect(),
            interrupted: report.interrupted.iter().map(InterruptedView::of).collect(),
            current: report.current().map(Version::number),
            migrations: report.rows.iter().map(RowView::of).collect(),
        }
    }
}

impl<'a> LeftoversView<'a> {
    fn of(left: &'a SeedLeftovers) -> Self {
        Self { profile: &left.profile, started_at: &left.started, missing: &left.missing }
    }
}

impl<'a> InterruptedView<'a> {
    fn of(script: &'a InterruptedScript) -> Self {
        let InterruptedScript { id, direction, executed, .. } = script;
        Self {
            version: id.version.number(),
            name: &id.name,
            direction: direction.as_str(),
            executed: *executed,
        }
    }
}

impl<'a> RowView<'a> {
    fn of(row: &'a StatusRow) -> Self {
        Self {
            version: row.id.version.number(),
            name: &row.id.name,
            state: words::state(row.state),
            applied_on: row.applied_on.as_deref(),
            duration_ms: row.duration_ms,
            role: row.role.as_deref(),
        }
    }
}

impl Shown for StatusReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&tables::status(self, sheet.paint()));
        for script in &self.interrupted {
            let warning = sheet.paint().attention("warning:");
            sheet.aside(&format!("{warning} {}\n", words::interrupted(script)));
        }
        for left in &self.seed_leftovers {
            let warning = sheet.paint().attention("warning:");
            sheet.aside(&format!("{warning} {}\n", words::seed_leftovers(left)));
        }
        if !self.other_histories.is_empty() {
            sheet.aside(&format!("{}\n", words::other_histories(&self.other_histories)));
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&StatusView::of(self))
    }
}
