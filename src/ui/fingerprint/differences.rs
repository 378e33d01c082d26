//! A diff of objects, one paragraph per object.

use crate::model::fingerprint::diff::{AspectChange, Change, Diff, Difference};
use crate::ui::paint::Paint;
use crate::ui::words::{on_one_line, plural};

/// Objects added, removed and changed; and columns in a different order.
pub(crate) fn differences(diff: &Diff, paint: Paint) -> String {
    let mut text = String::new();
    for difference in &diff.differences {
        text.push_str(&title(difference, paint));
        if let Change::Changed(aspects) = &difference.change {
            text.extend(aspects.iter().map(|change| aspect(change, paint)));
        }
    }
    for moved in &diff.moved {
        text.push_str(&format!(
            "{} {}: the same columns in a different order\n    {}\n    {}\n",
            paint.attention("warning"),
            paint.name(&on_one_line(&moved.object)),
            paint.bad(&format!("- {}", on_one_line(&moved.before.join(", ")))),
            paint.good(&format!("+ {}", on_one_line(&moved.after.join(", ")))),
        ));
    }
    text
}

fn title(difference: &Difference, paint: Paint) -> String {
    let word = difference.change.as_str();
    let word = match difference.change {
        Change::Added => paint.good(word),
        Change::Removed => paint.bad(word),
        Change::Changed(_) => paint.attention(word),
    };
    let with_it = match difference.with_it {
        0 => String::new(),
        count => paint.aside(&format!(" (and {} with it)", plural(count, "object"))),
    };
    format!("{word} {}{with_it}\n", paint.name(&on_one_line(&difference.object)))
}

/// Both sides, and of long texts only the lines that differ.
fn aspect(change: &AspectChange, paint: Paint) -> String {
    let lines = |side: &Option<String>| -> Vec<String> {
        side.iter().flat_map(|text| text.split('\n')).map(ToOwned::to_owned).collect()
    };
    let (before, after) = (lines(&change.before), lines(&change.after));
    let alike = before.iter().zip(&after).take_while(|(left, right)| left == right).count();
    let rest = (before.len() - alike).min(after.len() - alike);
    let alike_behind = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take(rest)
        .take_while(|(left, right)| left == right)
        .count();
    let mut text = format!("    {}:\n", change.aspect);
    for line in &before[alike..before.len() - alike_behind] {
        text.push_str(&format!("      {}\n", paint.bad(&format!("- {}", on_one_line(line)))));
    }
    for line in &after[alike..after.len() - alike_behind] {
        text.push_str(&format!("      {}\n", paint.good(&format!("+ {}", on_one_line(line)))));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed_part(before: Option<&str>, after: Option<&str>) -> String {
        let change = AspectChange {
            aspect: "definition".to_owned(),
            before: before.map(ToOwned::to_owned),
            after: after.map(ToOwned::to_owned),
        };
        aspect(&change, Paint::PLAIN)
    }

    #[test]
    fn of_a_long_text_only_what_differs_is_shown() {
        assert_eq!(
            changed_part(Some("a\nb\nc"), Some("a\nx\ny\nc")),
            "    definition:\n      - b\n      + x\n      + y\n"
        );
        assert_eq!(changed_part(Some("a\na"), Some("a")), "    definition:\n      - a\n");
        assert_eq!(changed_part(None, Some("yes")), "    definition:\n      + yes\n");
    }
}
