//! The pieces of the page: lists, times, bars.

use std::time::Duration;

use crate::model::migration::directive::Direction;
use crate::model::roundtrip::report::Verdict;
use crate::ui::page::markup::badge;
use crate::ui::words::milliseconds;

/// A list is cut after this many items, and after fewer if there are many migrations.
const LISTED: usize = 6;
const LISTED_OF_MANY: usize = 2;
/// From how many migrations on they are many.
const MANY: usize = 40;

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
    fn long_lists_are_cut() {
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
