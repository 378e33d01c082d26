//! `verify`, for each of those who read it.

use super::json::VerifyView;
use super::{class_counts, classes, details, findings, matrix, overview, severities};
use crate::model::verify::report::IsolationReport;
use crate::ui::json::Frame;
use crate::ui::message::Message;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

/// How many findings of a rule, and how many attempts, are described where not all details are shown.
const SHOWN: usize = 5;

impl Shown for IsolationReport {
    fn annotations(&self) -> Vec<Message> {
        words::isolation(self)
    }

    fn human(&self, sheet: &dyn Sheet) {
        let (paint, is_detailed) = (sheet.paint(), sheet.is_detailed());
        let most = if is_detailed { usize::MAX } else { SHOWN };
        let mut text = findings(self, most, paint);
        if let Some(probed) = self.probed.as_deref() {
            text.push_str(&if is_detailed { matrix(probed, paint) } else { overview(probed, paint) });
            text.push_str(&details(probed, self.probed_on.as_ref(), most, paint));
        }
        text.push_str(&if is_detailed { classes(self, paint) } else { class_counts(self) });
        sheet.results(&format!("{text}{}\n", severities(self)));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&VerifyView::of(self))
    }
}
