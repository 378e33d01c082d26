//! Plurals, durations, sizes, times and lists.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};

use crate::model::control_characters;
use crate::model::outcome::lock_holder::LockHolder;
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
    control_characters::escaped(text).into_owned()
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

/// Who holds the lock, on one line.
pub(super) fn lock_holder(holder: &LockHolder) -> String {
    let LockHolder { pid, application, role, client, seconds, query } = holder;
    let query = query.split_whitespace().collect::<Vec<_>>().join(" ");
    let who = format!("pid {pid}, `{application}`, role `{role}`, from {client}");
    on_one_line(&format!("{who}, connected for {seconds} s: {query}"))
}

/// `1,247 rows`
pub(crate) fn rows(count: u64) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{} rows", grouped(count)) }
}

/// `1,247`
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `12,000 of 100,000 rows, 12 %, 34 s left`; without a time where nothing is known yet.
pub(crate) fn progress(done: u64, planned: u64, since: Duration) -> String {
    let percent = u128::from(done) * 100 / u128::from(planned.max(1));
    let left = match (u128::from(done), u128::from(planned.saturating_sub(done))) {
        (0, _) => String::new(),
        (done, open) => format!(", {} left", seconds(since.as_millis() * open / done / 1000)),
    };
    format!("{} of {}, {percent} %{left}", grouped(done), rows(planned))
}

/// `34 s`, `5 min`, `2 h`
fn seconds(seconds: u128) -> String {
    match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        _ => format!("{} h", seconds / 3600),
    }
}

/// `12,345 rows/s`
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rate")]
pub(crate) fn rate(per_second: f64) -> String {
    format!("{} rows/s", grouped(per_second.round().max(0.0) as u64))
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

    #[test]
    fn long_numbers_are_grouped() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (12_345_678, "12,345,678")] {
            assert_eq!(grouped(number), text);
        }
        assert_eq!(rows(1), "1 row");
    }

    #[test]
    fn the_time_that_is_left_follows_from_what_is_done() {
        let after = |seconds| Duration::from_secs(seconds);
        assert_eq!(progress(25_000, 100_000, after(10)), "25,000 of 100,000 rows, 25 %, 30 s left");
        assert_eq!(progress(0, 100_000, after(10)), "0 of 100,000 rows, 0 %");
        assert_eq!(progress(1, 1000, after(2)), "1 of 1,000 rows, 0 %, 33 min left");
        assert_eq!(rate(1234.6), "1,235 rows/s");
    }
}
