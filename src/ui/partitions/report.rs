//! The commands of `partitions`, for each of those who read what they found.

use super::json::PartitionsView;
use super::{list, section};
use crate::model::partitions::report::{PartitionsCommandKind, PartitionsReport};
use crate::ui::json::Frame;
use crate::ui::message::Message;
use crate::ui::report::{Sheet, Shown};
use crate::ui::words;

impl Shown for PartitionsReport {
    fn messages(&self) -> Vec<Message> {
        words::partitions(self)
    }

    fn human(&self, sheet: &dyn Sheet) {
        for line in words::kept(self) {
            sheet.say(&line);
        }
        match self.kind {
            PartitionsCommandKind::List => sheet.results(&list(self, sheet.paint())),
            PartitionsCommandKind::RetirePlan => sheet.results(&words::retire_plan(self)),
            PartitionsCommandKind::AdoptPlan => {
                sheet.aside(&words::retire_plan(self));
                sheet.results(&sections(self));
            }
            PartitionsCommandKind::Adopt => sheet.results(&sections(self)),
            PartitionsCommandKind::Ensure
            | PartitionsCommandKind::Check
            | PartitionsCommandKind::Drain
            | PartitionsCommandKind::Retire => {}
        }
        if let (Some(line), true) = (words::partitions_done(self), self.messages().is_empty()) {
            sheet.say(&line);
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&PartitionsView::of(self))
    }
}

/// Of what is adopted, the configuration.
fn sections(report: &PartitionsReport) -> String {
    let sections: Vec<String> =
        report.tables.iter().filter_map(|table| table.wish.as_ref()).map(section).collect();
    sections.join("\n")
}
