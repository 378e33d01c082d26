//! `--dry-run`: what would run, in order.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::json::{Frame, OriginView};
use super::report::{Sheet, Shown};
use super::{tables, words};
use crate::model::outcome::report::PlanReport;
use crate::model::outcome::step::PlannedStep;

/// The fields of a plan.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(super) struct PlanView<'a> {
    /// What would run, in order.
    plan: Vec<PlannedView<'a>>,
}

/// A script that would run.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct PlannedView<'a> {
    version: i64,
    name: &'a str,
    /// `up` or `down`.
    direction: &'static str,
    script: OriginView,
    /// The script's file, or the file it once was.
    file: &'a str,
    /// Of the script's text.
    sha256: &'a str,
}

impl<'a> PlannedView<'a> {
    fn of(step: &'a PlannedStep) -> Self {
        Self {
            version: step.id.version.number(),
            name: &step.id.name,
            direction: step.direction.as_str(),
            script: step.origin.into(),
            file: &step.file,
            sha256: &step.sha256,
        }
    }
}

impl Shown for PlanReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&tables::plan(&self.0, sheet.paint()));
        if self.0.is_empty() {
            sheet.say(words::NOTHING_TO_DO);
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&PlanView { plan: self.0.iter().map(PlannedView::of).collect() })
    }
}
