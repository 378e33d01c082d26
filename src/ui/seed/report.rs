//! `seed`, for each of those who read it.

use super::json::SeedView;
use super::table;
use crate::model::seed::report::SeedReport;
use crate::ui::json::Frame;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

impl Shown for SeedReport {
    fn human(&self, sheet: &dyn Sheet) {
        if let Some(draft) = &self.draft {
            return sheet.results(draft);
        }
        sheet.results(&table(self, sheet.paint()));
        sheet.say(&words::seed_done(self));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&SeedView::of(self))
    }
}
