//! Instants in UTC, as PostgreSQL writes and reads them.

use std::fmt;

use super::calendar::{Date, Day};

/// A microsecond of a day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Instant {
    pub(crate) day: Day,
    /// Microseconds since midnight.
    pub(crate) micros: i64,
    /// Of a UUID of version 7, what stands behind its time: 80 bits that tell two bounds of one millisecond apart. 0 for
    /// every other key.
    pub(crate) tail: u128,
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

impl Instant {
    /// The first instant of a day.
    pub(crate) fn midnight(day: Day) -> Self {
        Self { day, micros: 0, tail: 0 }
    }

    /// From seconds after 1970; negative is before.
    pub(crate) fn of_seconds(seconds: i64) -> Self {
        let micros = seconds.rem_euclid(86_400) * SECOND;
        Self { day: Day(seconds.div_euclid(86_400)), micros, tail: 0 }
    }

    /// From milliseconds after 1970; negative is before.
    pub(crate) fn of_milliseconds(milliseconds: i64) -> Self {
        let micros = milliseconds.rem_euclid(86_400_000) * 1_000;
        Self { day: Day(milliseconds.div_euclid(86_400_000)), micros, tail: 0 }
    }

    /// Whole seconds since 1970; negative before.
    pub(crate) fn seconds(self) -> i64 {
        self.day.0 * 86_400 + self.micros / SECOND
    }

    /// Whole milliseconds since 1970; negative before.
    pub(crate) fn milliseconds(self) -> i64 {
        self.day.0 * 86_400_000 + self.micros / 1_000
    }

    /// Later by a number of seconds; negative is earlier.
    pub(crate) fn plus(self, seconds: i64) -> Self {
        let micros = self.micros + seconds % 86_400 * SECOND;
        let day = Day(self.day.0 + seconds / 86_400 + micros.div_euclid(DAY));
        Self { day, micros: micros.rem_euclid(DAY), ..self }
    }

    /// Reads what the server writes with `DateStyle` ISO and `TimeZone` UTC: `2025-01-01`,
    /// `2025-01-01 12:30:00.5`, `10000-01-01 00:00:00+00`, `0044-03-15 00:00:00+00 BC`. `None` for
    /// everything else, also for infinity.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (text, before_christ) = match text.strip_suffix(" BC") {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let text = text.strip_suffix("+00").unwrap_or(text);
        let (date, time) = text.split_once(' ').unwrap_or((text, "00:00:00"));
        let mut parts = date.split('-');
        let mut part = || parts.next().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let year: i64 = part()?.parse().ok()?;
        let (month, day) = (part()?.parse().ok()?, part()?.parse().ok()?);
        if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let year = if before_christ { 1 - year } else { year };
        Some(Self { day: Day::of(Date { year, month, day }), micros: micros(time)?, tail: 0 })
    }

    /// `2025-01-01`, `0044-03-15 BC`: its date alone.
    pub(super) fn date_only(self) -> String {
        let date = self.day.date();
        let (year, era) = if date.year > 0 { (date.year, "") } else { (1 - date.year, " BC") };
        format!("{year:04}-{:02}-{:02}{era}", date.month, date.day)
    }
}

fn micros(time: &str) -> Option<i64> {
    let (clock, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut parts = clock.split(':').map(|part| part.parse::<i64>().ok().filter(|number| *number >= 0));
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || fraction.len() > 6 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + fraction)
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date_only();
        let (date, era) = date.strip_suffix(" BC").map_or((date.as_str(), ""), |date| (date, " BC"));
        let seconds = self.micros / 1_000_000;
        write!(f, "{date} {:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)?;
        match self.micros % 1_000_000 {
            0 => {}
            fraction => write!(f, ".{}", format!("{fraction:06}").trim_end_matches('0'))?,
        }
        f.write_str(era)
    }
}

#[cfg(test)]
mod tests {
    use super::super::key::KeyType;
    use super::*;

    #[test]
    fn what_the_server_writes_is_read_and_written_again() {
        for text in [
            "2025-01-01 00:00:00+00",
            "2024-12-31 23:59:59.999999+00",
            "10000-01-01 00:00:00+00",
            "294276-12-31 23:59:59.5+00",
            "0001-01-01 00:00:00+00",
            "0044-03-15 00:00:00+00 BC",
            "4713-01-01 00:00:00+00 BC",
        ] {
            assert_eq!(KeyType::TimestampTz.literal(Instant::parse(text).unwrap()), text);
        }
        assert_eq!(KeyType::Date.literal(Instant::parse("2025-06-01").unwrap()), "2025-06-01");
        let plain = "2025-06-01 12:30:00";
        assert_eq!(KeyType::Timestamp.literal(Instant::parse(plain).unwrap()), plain);
    }

    #[test]
    fn what_it_does_not_write_is_not_read() {
        for text in [
            "",
            "infinity",
            "-infinity",
            "2025-13-01",
            "2025-01-01 00:00:00+05:30",
            "01.02.2025",
            "2025-1",
            "x",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_and_milliseconds_are_counted_from_1970_on_both_sides() {
        for seconds in [-86_401, -86_400, -1, 0, 1, 86_399, 86_400, 1_764_547_200] {
            let instant = Instant::of_seconds(seconds);
            assert_eq!(instant.seconds(), seconds);
            assert_eq!(Instant::of_milliseconds(seconds * 1_000), instant);
            assert_eq!(instant.milliseconds(), seconds * 1_000);
            assert_eq!(Instant::of_seconds(0).plus(seconds), instant);
            assert_eq!(instant.plus(-seconds), Instant::of_seconds(0));
        }
        assert_eq!(Instant::of_milliseconds(-1).to_string(), "1969-12-31 23:59:59.999");
    }

    #[test]
    fn earlier_is_less_also_over_the_era() {
        let at = |text: &str| Instant::parse(text).unwrap();
        assert!(at("0044-03-15 BC") < at("0001-01-01"));
        assert!(at("2024-12-31 23:59:59.999999") < at("2025-01-01"));
    }
}
