//! Rows in DEFAULT, and where they belong.

use super::calendar::Day;
use super::instant::Instant;
use super::interval::Interval;
use super::plan::MOST;
use super::range::Range;

/// The rows of one period that are in DEFAULT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stray {
    /// The first day of the period.
    pub(crate) start: Day,
    pub(crate) rows: i64,
}

/// Everything that DEFAULT holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Strays {
    /// In the order of time.
    pub(crate) periods: Vec<Stray>,
    /// Rows whose time is NULL or infinite: they belong to no period, and DEFAULT is where they should be.
    pub(crate) timeless: i64,
}

/// What can be done about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sorted {
    pub(crate) movable: Vec<Stray>,
    /// Periods that a partition covers in part, so that none of their own can be made.
    pub(crate) crossed: Vec<Stray>,
    /// Rows of a time so far away that a partition for them would be a mistake: the gap up to the others
    /// would have to be filled, too.
    pub(crate) far: Vec<Stray>,
}

impl Strays {
    /// How many rows there are.
    pub(crate) fn rows(&self) -> i64 {
        self.timeless + self.periods.iter().map(|stray| stray.rows).sum::<i64>()
    }

    /// Sorts the periods by what the existing partitions leave room for.
    pub(crate) fn sort(&self, existing: &[Range], interval: Interval, now: Instant) -> Sorted {
        let current = interval.start_of(now.day);
        let reach = i64::try_from(MOST / 2).unwrap_or(i64::MAX);
        let (first, last) = (interval.after(current, -reach), interval.after(current, reach));
        let mut sorted = Sorted::default();
        for stray in &self.periods {
            let period = Range::days(stray.start, interval.after(stray.start, 1));
            if existing.iter().any(|range| range.overlaps(period)) {
                sorted.crossed.push(*stray);
            } else if stray.start < first || stray.start > last {
                sorted.far.push(*stray);
            } else {
                sorted.movable.push(*stray);
            }
        }
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::super::calendar::Date;
    use super::*;

    fn month(year: i64, month: u8) -> Day {
        Day::of(Date { year, month, day: 1 })
    }

    #[test]
    fn rows_move_where_there_is_room_for_their_period() {
        let stray = |start| Stray { start, rows: 1 };
        let strays = Strays {
            periods: vec![
                stray(month(1, 1)),
                stray(month(2026, 9)),
                stray(month(2026, 10)),
                stray(month(9999, 12)),
            ],
            timeless: 2,
        };
        let half = Range::days(Day(month(2026, 10).0 + 5), month(2026, 11));
        let now = Instant::midnight(Day(month(2026, 11).0 + 23));
        let sorted = strays.sort(&[half], Interval::Month, now);
        assert_eq!(sorted.movable, [stray(month(2026, 9))]);
        assert_eq!(sorted.crossed, [stray(month(2026, 10))]);
        assert_eq!(strays.rows(), 6);
        assert_eq!(sorted.far, [stray(month(1, 1)), stray(month(9999, 12))]);
    }
}
