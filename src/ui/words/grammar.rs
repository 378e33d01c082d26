//! Small grammar: counts, durations, times, lists.

use chrono::{DateTime, SecondsFormat, Utc};

use crate::model::outcome::report::State;

/// `1 migration`, `2 migrations`.
pub(crate) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `` `a`, `b` and `c` ``
pub(super) fn ticked_list<T: std::fmt::Display>(items: &[T]) -> String {
    let ticked: Vec<String> = items.iter().map(|item| format!("`{item}`")).collect();
    match ticked.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// `3.1 ms`, `12 ms`, `4.20 s`.
pub(crate) fn milliseconds(ms: f64) -> String {
    if ms < 10.0 {
        format!("{ms:.1} ms")
    } else if ms < 1_000.0 {
        format!("{ms:.0} ms")
    } else {
        format!("{:.2} s", ms / 1_000.0)
    }
}

/// `512 B`, `37 kB`, `2 GB`: at least two digits where there are more.
pub(crate) fn size(bytes: i64) -> String {
    const UNITS: [(i64, &str); 3] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")];
    UNITS
        .into_iter()
        .find(|(unit, _)| bytes >= 10 * unit)
        .map_or_else(|| format!("{bytes} B"), |(unit, name)| format!("{} {name}", (bytes + unit / 2) / unit))
}

/// A name may have line breaks, which must not look like the beginning of another message.
pub(crate) fn on_one_line(text: &str) -> String {
    text.replace(['\n', '\r'], "␊")
}

/// A time of the history table, to the second and in UTC; shown as it is where it is not RFC 3339.
pub(crate) fn when(rfc3339: &str) -> String {
    DateTime::parse_from_rfc3339(rfc3339).map_or_else(
        |_| rfc3339.to_owned(),
        |time| time.with_timezone(&Utc).format("%Y-%m-%d %H:%M:%S").to_string(),
    )
}

/// The time of a line in a log.
pub(crate) fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A state's word, the same in tables and documents.
pub(crate) fn state(state: State) -> &'static str {
    match state {
        State::Applied => "applied",
        State::Pending => "pending",
        State::Edited => "edited",
        State::Renamed => "renamed",
        State::Missing => "missing",
        State::OutOfOrder => "out of order",
        State::Interrupted => "interrupted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_lists_read_as_english() {
        assert_eq!(plural(1, "migration"), "1 migration");
        assert_eq!(plural(0, "migration"), "0 migrations");
        assert_eq!(ticked_list(&["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(ticked_list(&["a"]), "`a`");
    }

    #[test]
    fn durations_keep_two_or_three_figures() {
        assert_eq!(milliseconds(0.25), "0.2 ms");
        assert_eq!(milliseconds(42.4), "42 ms");
        assert_eq!(milliseconds(61_234.0), "61.23 s");
    }

    #[test]
    fn times_are_shown_in_utc() {
        assert_eq!(when("2026-11-23T01:30:00.5+02:00"), "2026-11-22 23:30:00");
        assert_eq!(when("yesterday"), "yesterday");
    }
}
