//! `snapshot` and `drift`, for each of those who read them.

use super::differences;
use super::json::{DriftView, SnapshotView};
use crate::model::fingerprint::report::{DriftReport, SnapshotReport};
use crate::ui::json::Frame;
use crate::ui::message::Message;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

impl Shown for SnapshotReport {
    fn human(&self, sheet: &dyn Sheet) {
        let Some(file) = &self.file else { return sheet.results(&self.fingerprint.text()) };
        if let Some(diff) = &self.diff {
            sheet.results(&differences(diff, sheet.paint()));
        }
        for line in words::additions(&self.additions) {
            sheet.say(&line);
        }
        sheet.say(&words::page(file));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&SnapshotView::of(self))
    }
}

impl Shown for DriftReport {
    fn annotations(&self) -> Vec<Message> {
        words::drift(self)
    }

    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&differences(&self.diff, sheet.paint()));
        for line in words::drift_asides(self) {
            sheet.say(&line);
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&DriftView::of(self))
    }
}
