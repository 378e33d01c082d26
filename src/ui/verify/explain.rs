//! A rule in words.

use crate::model::verify::rules::Rule;
use crate::ui::paint::Paint;

/// One rule in full, several as a list.
pub(crate) fn explain(rules: &[Rule], paint: Paint) -> String {
    match rules {
        [rule] => format!(
            "{}: {} ({})\n\nwhy:  {}\n\nfix:  {}\n",
            paint.name(&rule.called().to_string()),
            rule.title,
            rule.severity.word(),
            rule.why,
            rule.fix
        ),
        rules => {
            let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
            let line = |rule: &Rule| {
                let indent = " ".repeat(width - rule.name.len());
                let name = paint.name(&rule.called().to_string());
                format!("{name}{indent}  {:<7}  {}\n", rule.severity.word(), rule.title)
            };
            rules.iter().map(line).collect::<Vec<_>>().concat()
        }
    }
}
