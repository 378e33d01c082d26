//! `docs`, for each of those who read it.

use super::json::DocsView;
use super::page;
use crate::model::outcome::report::DocsReport;
use crate::ui::json::Frame;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

impl Shown for DocsReport {
    fn human(&self, sheet: &dyn Sheet) {
        match &self.file {
            None => sheet.results(&page(&self.docs)),
            Some(file) => sheet.say(&words::page(file)),
        }
        if !self.docs.left_out.is_empty() {
            sheet.say(&words::left_out(&self.docs.left_out));
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&DocsView::of(self))
    }
}
