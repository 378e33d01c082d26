//! A rule in words.

use crate::model::verify::rules::Rule;
use crate::ui::paint::Paint;

/// One rule in full, several as a list.
pub(crate) fn explain(rules: &[Rule], paint: Paint) -> String {
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
