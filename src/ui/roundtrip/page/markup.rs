//! The pieces of the page: names, times, bars, cells.

use std::time::Duration;

use crate::model::migration::directive::Direction;
use crate::model::roundtrip::report::Verdict;
use crate::ui::markup::escaped;
use crate::ui::words::{milliseconds, on_one_line};

/// A text is cut after this many characters.
const LONGEST: usize = 300;
/// A list is cut after this many items, and after fewer if there are many migrations.
const LISTED: usize = 6;
const LISTED_OF_MANY: usize = 2;
/// From how many migrations on they are many.
const MANY: usize = 40;

/// A text within the page: cut where it is very long, and nothing in it is markup.
pub(super) fn text(text: &str) -> String {
    let mut letters = text.chars();
    let mut start: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        start.push('…');
    }
    escaped(&start)
}

/// A name of something.
pub(super) fn code(name: &str) -> String {
    format!("<code>{}</code>", text(&on_one_line(name)))
}

/// A sentence with names in backticks, which are set as names.
pub(super) fn ticked(sentence: &str) -> String {
    let sentence = text(sentence);
    let parts: Vec<&str> = sentence.split('`').collect();
    let mut set = String::new();
    for (at, part) in parts.iter().enumerate() {
        match at % 2 {
            1 if at + 1 < parts.len() => set.push_str(&format!("<code>{part}</code>")),
            1 => set.push_str(&format!("`{part}")),
            _ => set.push_str(part),
        }
    }
    set
}

/// A few items of a list and how many more there are, on a page about that many migrations.
pub(super) fn list(migrations: usize, items: &[String]) -> String {
    let most = if migrations > MANY { LISTED_OF_MANY } else { LISTED };
    let more = items.len().saturating_sub(most);
    let mut parts: Vec<String> = items.iter().take(most).map(|item| format!("<li>{item}</li>")).collect();
    if more > 0 {
        parts.push(format!("<li class=\"aside\">and {more} more</li>"));
    }
    if parts.is_empty() { String::new() } else { format!("<ul>{}</ul>", parts.concat()) }
}

/// `3.1 ms`, `4.20 s`.
pub(super) fn time(time: Duration) -> String {
    milliseconds(time.as_secs_f64() * 1000.0)
}

/// Which of both scripts.
pub(super) fn way(direction: Direction) -> &'static str {
    match direction {
        Direction::Down => "down",
        Direction::Up => "up again",
    }
}

/// A part of a whole in percent, never too small to be seen.
pub(super) fn percent(part: Duration, whole: Duration) -> f64 {
    if part.is_zero() {
        return 0.0;
    }
    (100.0 * part.as_secs_f64() / whole.as_secs_f64().max(f64::MIN_POSITIVE)).clamp(0.8, 100.0)
}

/// A bar; the number next to it says the same.
pub(super) fn bar(class: &str, percent: f64) -> String {
    format!(
        "<svg class=\"bar\" aria-hidden=\"true\"><rect class=\"{class}\" width=\"{percent:.1}%\" height=\"100%\"/></svg>"
    )
}

/// A sign and a word, in a colour that says the same.
pub(super) fn badge(class: &str, sign: &str, word: &str) -> String {
    format!("<span class=\"badge {class}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>")
}

/// How a pair stands.
pub(super) fn verdict(verdict: Verdict) -> String {
    let (class, sign) = match verdict {
        Verdict::Proven => ("good", "✓"),
        Verdict::Failed => ("bad", "✗"),
        Verdict::Irreversible => ("look", "⊘"),
    };
    badge(class, sign, verdict.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_set_and_a_lone_backtick_stays() {
        assert_eq!(ticked("`a<b` is gone"), "<code>a&lt;b</code> is gone");
        assert_eq!(ticked("a ` b"), "a ` b");
    }

    #[test]
    fn long_texts_and_lists_are_cut() {
        assert_eq!(text(&"é".repeat(LONGEST + 1)).chars().count(), LONGEST + 1);
        let items: Vec<String> = (0..LISTED + 2).map(|item| item.to_string()).collect();
        assert!(list(1, &items).ends_with("and 2 more</li></ul>"));
        assert!(list(MANY + 1, &items).ends_with("and 6 more</li></ul>"));
    }

    #[test]
    fn a_tiny_part_can_be_seen() {
        let tiny = percent(Duration::from_micros(1), Duration::from_secs(1));
        assert!((tiny - 0.8).abs() < 1e-9);
        assert!(percent(Duration::ZERO, Duration::ZERO) < 1e-9);
    }
}
