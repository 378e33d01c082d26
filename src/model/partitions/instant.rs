//! Instants in UTC, as PostgreSQL writes and reads them in partition bounds.

use std::fmt;

use super::calendar::{Date, Day};

/// A microsecond of a day, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Instant {
    pub(crate) day: Day,
    /// Microseconds since midnight.
    pub(crate) micros: i64,
}

/// The types that a partition key of time can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyType {
    TimestampTz,
    /// Without a time zone: taken as UTC.
    Timestamp,
    Date,
}

impl Instant {
    /// The first instant of a day.
    pub(crate) fn midnight(day: Day) -> Self {
        Self { day, micros: 0 }
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
        Some(Self { day: Day::of(Date { year, month, day }), micros: micros(time)? })
    }

    /// As a literal of a type, with its zone where it has one.
    pub(crate) fn literal(self, key_type: KeyType) -> String {
        match key_type {
            KeyType::TimestampTz => format!("{self}+00"),
            KeyType::Timestamp => self.to_string(),
            KeyType::Date => self.date_only(),
        }
        .replace(" BC+00", "+00 BC")
    }

    fn date_only(self) -> String {
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
            assert_eq!(Instant::parse(text).unwrap().literal(KeyType::TimestampTz), text);
        }
        assert_eq!(Instant::parse("2025-06-01").unwrap().literal(KeyType::Date), "2025-06-01");
        let plain = "2025-06-01 12:30:00";
        assert_eq!(Instant::parse(plain).unwrap().literal(KeyType::Timestamp), plain);
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
    fn earlier_is_less_also_over_the_era() {
        let at = |text: &str| Instant::parse(text).unwrap();
        assert!(at("0044-03-15 BC") < at("0001-01-01"));
        assert!(at("2024-12-31 23:59:59.999999") < at("2025-01-01"));
    }
}
