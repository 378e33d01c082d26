//! Lengths of time as people write them: `24m`, `90d`, `48h`.

use std::fmt;

use super::calendar::{Date, Day};
use super::instant::Instant;
use super::zone::Local;

/// A number of hours, days, weeks, months or years.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RetentionPeriod {
    count: u32,
    unit: Unit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// More than anybody keeps, in years: what is beyond cannot be counted back to.
const MOST_YEARS: u32 = 1_000;

impl RetentionPeriod {
    /// Reads `48h`, `90d`, `12w`, `24m` or `2y`: a whole number and h, d, w, m or y. At most 1000 years.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let (unit, of_a_year) = match unit {
            "h" => (Unit::Hour, 8_760),
            "d" => (Unit::Day, 365),
            "w" => (Unit::Week, 52),
            "m" => (Unit::Month, 12),
            "y" => (Unit::Year, 1),
            _ => return None,
        };
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let count: u32 = digits.parse().ok()?;
        (count <= MOST_YEARS * of_a_year).then_some(Self { count, unit })
    }

    /// Reads what a person tells the server: `24 months`, `1 year`, `90 days`. `None` for anything else that
    /// the server would understand.
    pub(crate) fn of_interval(text: &str) -> Option<Self> {
        let (count, unit) = text.trim().split_once(' ')?;
        let unit = match unit.trim().to_ascii_lowercase().as_str() {
            "hour" | "hours" => "h",
            "day" | "days" => "d",
            "week" | "weeks" => "w",
            "mon" | "mons" | "month" | "months" => "m",
            "year" | "years" => "y",
            _ => return None,
        };
        Self::parse(&format!("{count}{unit}")).filter(|span| !span.is_zero())
    }

    /// Whether it is no time at all.
    pub(crate) fn is_zero(self) -> bool {
        self.count == 0
    }

    /// Whether it is counted in hours, which are the same everywhere.
    pub(crate) fn is_of_hours(self) -> bool {
        self.unit == Unit::Hour
    }

    /// The instant so long ago. A day that its month does not have is the month's last: a month before
    /// March 31 is February 28 or 29.
    pub(crate) fn before(self, now: Instant) -> Instant {
        let count = i64::from(self.count);
        let day = match self.unit {
            Unit::Hour => return now.plus(-3_600 * count),
            Unit::Day => Day(now.day.0 - count),
            Unit::Week => Day(now.day.0 - 7 * count),
            Unit::Month => months_before(now.day, count),
            Unit::Year => months_before(now.day, 12 * count),
        };
        Instant { day, ..now }
    }

    /// What is before this is older than what should be kept: whole hours, whole days, and with months and years
    /// whole months. The current month and `24m` before it stay.
    pub(crate) fn cutoff(self, Local(now): Local) -> Local {
        let Instant { day, micros, .. } = self.before(now);
        Local(match self.unit {
            Unit::Hour => Instant { micros: micros - micros % 3_600_000_000, ..Instant::midnight(day) },
            Unit::Day | Unit::Week => Instant::midnight(day),
            Unit::Month | Unit::Year => Instant::midnight(Day::of(Date { day: 1, ..day.date() })),
        })
    }
}

fn months_before(day: Day, months: i64) -> Day {
    let date = day.date();
    let month = i64::from(date.month) - 1 - months;
    let first = Day::of(Date::first_of_month(date.year, month));
    let next = Day::of(Date::first_of_month(date.year, month + 1));
    Day((first.0 + i64::from(date.day) - 1).min(next.0 - 1))
}

impl fmt::Display for RetentionPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Hour => "h",
            Unit::Day => "d",
            Unit::Week => "w",
            Unit::Month => "m",
            Unit::Year => "y",
        };
        write!(f, "{}{unit}", self.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn a_number_and_a_letter_are_a_span_and_nothing_else_is() {
        for text in ["24m", "90d", "12w", "2y", "0d", "48h"] {
            assert_eq!(RetentionPeriod::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "m", "24", "24 m", "-1m", "+1m", "24M", "1.5y", "1001y", "99999999999d", "2ü", "ü"]
        {
            assert_eq!(RetentionPeriod::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_interval_of_the_server_is_a_span_where_it_is_one_number() {
        let read = |text| RetentionPeriod::of_interval(text).map(|span| span.to_string());
        assert_eq!(read("24 months").as_deref(), Some("24m"));
        assert_eq!(read("1 year").as_deref(), Some("1y"));
        assert_eq!(read(" 90 days ").as_deref(), Some("90d"));
        assert_eq!(read("48 hours").as_deref(), Some("48h"));
        for text in ["", "1 year 2 mons", "0 days", "P2Y", "100000", "1 minute"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn whole_months_are_kept_beside_the_current_one() {
        let cutoff =
            |span: &str, now| RetentionPeriod::parse(span).unwrap().cutoff(Local(instant(now))).0.to_string();
        assert_eq!(cutoff("24m", "2026-11-24 10:00:00"), "2024-11-01 00:00:00");
        assert_eq!(cutoff("1m", "2026-03-31 23:59:59.999999"), "2026-02-01 00:00:00");
        assert_eq!(cutoff("1y", "2028-02-29 00:00:00"), "2027-02-01 00:00:00");
        assert_eq!(cutoff("90d", "2026-03-01 10:00:00"), "2025-12-01 00:00:00");
        assert_eq!(cutoff("1w", "2026-01-03 10:00:00"), "2025-12-27 00:00:00");
        assert_eq!(cutoff("48h", "2026-01-01 10:59:59.9"), "2025-12-30 10:00:00");
    }

    #[test]
    fn an_instant_before_keeps_its_time_of_day() {
        let before = |span: &str, now| RetentionPeriod::parse(span).unwrap().before(instant(now)).to_string();
        assert_eq!(before("7d", "2026-01-03 10:30:00"), "2025-12-27 10:30:00");
        assert_eq!(before("1m", "2028-03-31 10:30:00"), "2028-02-29 10:30:00");
        assert_eq!(before("0d", "2028-03-31 10:30:00"), "2028-03-31 10:30:00");
    }
}
