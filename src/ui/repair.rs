//! `repair`: what was decided.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::Migration;
use super::json::Frame;
use super::report::{Sheet, Shown};
use super::words;
use crate::model::outcome::report::RepairReport;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct RepairView {
    /// The version that it was decided about.
    version: i64,
    /// `accept`, `applied`, `not-applied`, `executed`, `not-executed` or `renamed`.
    decided: &'static str,
    /// What the history called a renamed migration until now; `null` for every other decision.
    renamed_from: Option<Migration>,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["repair"]: RepairView;
}

impl Shown for RepairReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.say(&words::repaired(self));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&RepairView {
            version: self.version.number(),
            decided: self.decided.as_str(),
            renamed_from: self.renamed_from.as_ref().map(Into::into),
        })
    }
}
