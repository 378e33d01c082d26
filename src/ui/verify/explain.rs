//! The text of a rule.

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
            "{}: {} ({})\n\nwhy:  {}\n\nfix:  {}\n",
            paint.name(&rule.called().to_string()),
            rule.title,
            rule.severity.as_str(),
            rule.why,
            rule.fix
        ),
        rules => {
            let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
            let line = |rule: &Rule| {
                let indent = " ".repeat(width - rule.name.len());
                let name = paint.name(&rule.called().to_string());
                format!("{name}{indent}  {:<7}  {}\n", rule.severity.as_str(), rule.title)
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
