//! `roundtrip`, for each of those who read it.

use super::json::RoundtripView;
use super::table;
use crate::model::roundtrip::report::RoundtripReport;
use crate::ui::json::Frame;
use crate::ui::message::Message;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

impl Shown for RoundtripReport {
    fn annotations(&self) -> Vec<Message> {
        words::roundtrip::messages(self)
    }

    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&table(self, sheet.paint()));
        for line in words::roundtrip::done(self) {
            sheet.say(&line);
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&RoundtripView::of(self))
    }
}
