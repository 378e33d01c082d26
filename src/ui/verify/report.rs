//! `verify`, for each of those who read it.

use super::json::VerifyView;
use super::{classes, findings, matrix};
use crate::model::verify::report::IsolationReport;
use crate::ui::json::Frame;
use crate::ui::message::Message;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

impl Shown for IsolationReport {
    fn annotations(&self) -> Vec<Message> {
        words::isolation(self)
    }

    fn human(&self, sheet: &dyn Sheet) {
        let matrix =
            self.probed.as_deref().map(|probed| matrix(probed, self.probed_on.as_ref(), sheet.paint()));
        let text = format!("{}{}", matrix.unwrap_or_default(), findings(self, sheet.paint()));
        sheet.results(&format!("{text}{}", classes(self, sheet.paint())));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&VerifyView::of(self))
    }
}
