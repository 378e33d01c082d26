//! The lengths that partitions may have, as clocks and calendars on the wall count them.

use super::calendar::{Date, Day};
use super::instant::Instant;
use super::zone::Local;

/// In microseconds.
const HOUR: i64 = 3_600_000_000;

/// How long a partition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interval {
    Hour,
    Day,
    /// From Monday on, as ISO 8601 counts weeks.
    Week,
    Month,
    Quarter,
    Year,
}

impl Interval {
    pub(crate) const ALL: [Self; 6] =
        [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// The word in `migrate.toml`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The begin of the period that a time belongs to.
    pub(crate) fn start_of(self, Local(time): Local) -> Local {
        let micros = match self {
            Self::Hour => time.micros - time.micros % HOUR,
            _ => 0,
        };
        Local(Instant { micros, ..Instant::midnight(self.first_day(time.day)) })
    }

    /// The begin of the period `count` periods after the one that begins there. By whole numbers of years and
    /// months, never by adding days to a month.
    pub(crate) fn after(self, Local(start): Local, count: i64) -> Local {
        Local(match self {
            Self::Hour => start.plus(3_600 * count),
            _ => Instant { day: self.day_after(start.day, count), ..start },
        })
    }

    fn first_day(self, day: Day) -> Day {
        let date = day.date();
        let month = i64::from(date.month) - 1;
        match self {
            Self::Hour | Self::Day => day,
            Self::Week => Day(day.0 - day.weekday()),
            Self::Month => Day::of(Date::first_of_month(date.year, month)),
            Self::Quarter => Day::of(Date::first_of_month(date.year, month - month % 3)),
            Self::Year => Day::of(Date::first_of_month(date.year, 0)),
        }
    }

    fn day_after(self, start: Day, count: i64) -> Day {
        let date = start.date();
        let months =
            |step: i64| Day::of(Date::first_of_month(date.year, i64::from(date.month) - 1 + step * count));
        match self {
            Self::Hour => start,
            Self::Day => Day(start.0 + count),
            Self::Week => Day(start.0 + 7 * count),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Year => months(12),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Whether a period begins on a day, told by looking at that day and the one before alone.
    fn begins(interval: Interval, day: Day) -> bool {
        let (date, before) = (day.date(), Day(day.0 - 1).date());
        match interval {
            Interval::Hour | Interval::Day => true,
            Interval::Week => day.weekday() == 0,
            Interval::Month => before.month != date.month,
            Interval::Quarter => (before.month - 1) / 3 != (date.month - 1) / 3,
            Interval::Year => before.year != date.year,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        /// Against an oracle that walks day by day, over the years 1 to 9999.
        #[test]
        fn periods_are_those_that_a_walk_over_the_days_finds(day in -719_162_i64..=2_932_896, which in 1_usize..6) {
            let (interval, day) = (Interval::ALL[which], Day(day));
            let midnight = |day| Local(Instant::midnight(day));
            let mut start = day;
            while !begins(interval, start) {
                start = Day(start.0 - 1);
            }
            prop_assert_eq!(interval.start_of(Local(Instant::midnight(day).plus(86_399))), midnight(start));
            let mut end = Day(day.0 + 1);
            while !begins(interval, end) {
                end = Day(end.0 + 1);
            }
            let (start, end) = (midnight(start), midnight(end));
            prop_assert_eq!(interval.after(start, 1), end);
            prop_assert_eq!(interval.after(end, -1), start);
            prop_assert_eq!(interval.after(interval.after(start, 5), -5), start);
        }
    }

    #[test]
    fn hours_go_on_over_midnight() {
        let local = |text| Local(Instant::parse(text).unwrap());
        let start = Interval::Hour.start_of(local("2026-12-31 23:59:59.999999"));
        assert_eq!(start, local("2026-12-31 23:00:00"));
        assert_eq!(Interval::Hour.after(start, 2), local("2027-01-01 01:00:00"));
        assert_eq!(Interval::Hour.after(start, -24), local("2026-12-30 23:00:00"));
    }
}
