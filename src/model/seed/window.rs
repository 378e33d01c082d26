//! The months that the data fall into, and the periods of a table that lack a partition for them.

use crate::model::partitions::calendar::{Date, Day};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::periods::Periods;
use crate::model::partitions::plan::{Ranges, Room};
use crate::model::partitions::range::Range;
use crate::model::partitions::retention::RetentionPeriod;

/// From the first day up to the last one and without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) from: Day,
    pub(crate) until: Day,
}

impl Window {
    /// A number of months up to a day.
    pub(crate) fn new(until: Day, months: u32) -> Self {
        let back = RetentionPeriod::parse(&format!("{months}m"));
        let from = back.map_or(until, |back| back.before(Instant::midnight(until)).day);
        // Whole months, however the generator counts them: an empty partition does no harm.
        let date = from.date();
        Self { from: Day::of(Date { day: 1, ..date }), until }
    }

    /// The periods of the window, by their begins, that no partition touches and that are in no partition's way.
    pub(crate) fn without(self, existing: &[Range], periods: Periods) -> Vec<Instant> {
        let ranges = Ranges::new(existing);
        let mut missing = Vec::new();
        let mut start = periods.start_of(Instant::midnight(self.from));
        while start < Instant::midnight(self.until) {
            if ranges.room(periods, start) == Room::Free {
                missing.push(start);
            }
            start = periods.after(start, 1);
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use crate::model::partitions::interval::Interval;
    use crate::model::partitions::key::KeyType;
    use crate::model::partitions::zone::Zone;

    use super::*;

    fn day(year: i64, month: u8, day: u8) -> Day {
        Day::of(Date { year, month, day })
    }

    fn missing(window: Window, existing: &[Range], interval: Interval) -> Vec<Day> {
        let periods = Periods::new(interval, Zone::Utc, KeyType::TimestampTz, 0);
        window.without(existing, periods).into_iter().map(|start| start.day).collect()
    }

    #[test]
    fn periods_without_a_partition_are_found_on_both_sides() {
        let window = Window::new(day(2026, 11, 1), 3);
        assert_eq!(window.from, day(2026, 8, 1));
        let september = Range::days(day(2026, 9, 1), day(2026, 10, 1));
        assert_eq!(missing(window, &[september], Interval::Month), [day(2026, 8, 1), day(2026, 10, 1)]);
        assert_eq!(missing(window, &[], Interval::Quarter), [day(2026, 7, 1), day(2026, 10, 1)]);
    }

    #[test]
    fn a_window_that_ends_within_a_month_needs_that_month() {
        let window = Window::new(day(2026, 11, 24), 1);
        assert_eq!(missing(window, &[], Interval::Month), [day(2026, 10, 1), day(2026, 11, 1)]);
    }
}
