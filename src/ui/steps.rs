//! `up`, `down`, `redo` and `demo`: the steps are printed on the way.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::json::Frame;
use super::report::{Sheet, Shown};
use super::words;
use crate::model::outcome::report::StepsReport;

/// No fields beyond those of every document.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct StepsView {}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["up", "down", "redo"]: StepsView, crate::ui::plan::PlanView<'_>;
    ["demo"]: StepsView;
}

impl Shown for StepsReport {
    fn human(&self, sheet: &dyn Sheet) {
        if self.nothing_to_do {
            sheet.say(words::NOTHING_TO_DO);
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&StepsView {})
    }
}
