//! `baseline`: the pair, the proof, and what the pair stands on.

mod json;

use self::json::BaselineView;
use super::fingerprint::differences;
use super::json::Frame;
use super::report::{Sheet, Shown};
use super::words;
use crate::model::baseline::report::{BaselineReport, BaselineState};

impl Shown for BaselineReport {
    fn human(&self, sheet: &dyn Sheet) {
        let mut text = differences(&self.proof.up, sheet.paint());
        if let Some(down) = &self.proof.down {
            text.push_str(&differences(down, sheet.paint()));
        }
        if matches!(self.state, BaselineState::Written | BaselineState::Marked) {
            text.push_str(&format!("{}\n", self.files.join("\n")));
        }
        if !text.is_empty() {
            sheet.results(&text);
        }
        for line in words::baseline(self) {
            sheet.say(&line);
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&BaselineView::of(self))
    }
}
