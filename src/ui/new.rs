//! `new`: the files that were written.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::json::Frame;
use super::report::{Sheet, Shown};
use crate::model::outcome::report::CreatedReport;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct CreatedView<'a> {
    /// The files that were written, as paths a person can open.
    created: &'a [String],
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["new"]: CreatedView<'_>;
}

impl Shown for CreatedReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&format!("{}\n", self.0.join("\n")));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&CreatedView { created: &self.0 })
    }
}
