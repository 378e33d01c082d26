//! A rule in words.

use super::json::RulesView;
use crate::model::outcome::report::RulesReport;
use crate::model::verify::rules::Rule;
use crate::ui::json::Frame;
use crate::ui::paint::Paint;
use crate::ui::report::{Sheet, Shown};

/// One rule in full, several as a list.
fn explain(rules: &[Rule], paint: Paint) -> String {
    match rules {
        [rule] => format!(
            "{} {} ({})\n\nwhy:  {}\n\nfix:  {}\n",
            paint.name(rule.id),
            rule.title,
            rule.severity.word(),
            rule.why,
            rule.fix
        ),
        rules => {
            let line = |rule: &Rule| {
                format!("{}  {:<7}  {}\n", paint.name(rule.id), rule.severity.word(), rule.title)
            };
            rules.iter().map(line).collect::<Vec<_>>().concat()
        }
    }
}

impl Shown for RulesReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&explain(&self.0, sheet.paint()));
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&RulesView::of(&self.0))
    }
}
