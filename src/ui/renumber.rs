//! `renumber`: what was moved.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::facts::Migration;
use super::json::Frame;
use super::report::{Sheet, Shown};
use crate::model::outcome::report::RenumberReport;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct RenumberView<'a> {
    /// The pair as it was called.
    renamed_from: Migration,
    /// As it is called now.
    renamed_to: Migration,
    /// The files that were moved.
    files: Vec<MovedFile<'a>>,
}

/// A file that was moved.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct MovedFile<'a> {
    from: &'a str,
    to: &'a str,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["renumber"]: RenumberView<'_>;
}

impl Shown for RenumberReport {
    fn human(&self, sheet: &dyn Sheet) {
        let lines: Vec<String> = self.moved.iter().map(|(from, to)| format!("{from} -> {to}\n")).collect();
        sheet.results(&lines.concat());
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&RenumberView {
            renamed_from: (&self.from).into(),
            renamed_to: (&self.to).into(),
            files: self.moved.iter().map(|(from, to)| MovedFile { from, to }).collect(),
        })
    }
}
