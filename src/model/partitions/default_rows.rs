//! Rows in DEFAULT, and where they belong.

use super::instant::Instant;
use super::interval::Interval;
use super::periods::Periods;
use super::plan::{Ranges, Room, most};
use super::range::Range;

/// The rows of one period that are in DEFAULT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DefaultRows {
    /// The begin of the period.
    pub(crate) start: Instant,
    pub(crate) rows: i64,
}

/// Everything that DEFAULT holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DefaultRowsByPeriod {
    /// In the order of time.
    pub(crate) periods: Vec<DefaultRows>,
    /// Rows whose time is NULL or infinite: they belong to no period, and DEFAULT is where they should be.
    pub(crate) timeless: i64,
}

/// What can be done about them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sorted {
    pub(crate) movable: Vec<DefaultRows>,
    /// Periods that a partition covers in part, so that none of their own can be made.
    pub(crate) crossed: Vec<DefaultRows>,
    /// Periods beside a partition whose bounds are not those of periods: nothing is made there.
    pub(crate) beside: Vec<DefaultRows>,
    /// The bound that stands in the way of the first of these.
    pub(crate) misfit: Option<Instant>,
    /// Rows of a time so far away that a partition for them would be a mistake: the gap up to the others
    /// would have to be filled, too.
    pub(crate) far: Vec<DefaultRows>,
}

impl DefaultRowsByPeriod {
    /// How many rows there are.
    pub(crate) fn rows(&self) -> i64 {
        self.timeless + self.periods.iter().map(|stray| stray.rows).sum::<i64>()
    }

    /// Sorts the periods by what the existing partitions leave room for. `now` is as the key has it.
    pub(crate) fn sort(&self, existing: &[Range], periods: Periods, now: Instant) -> Sorted {
        let (first, last) = within_reach(periods, now);
        let ranges = Ranges::new(existing);
        let mut sorted = Sorted::default();
        for stray in &self.periods {
            let is_far = stray.start < first || stray.start > last;
            match ranges.room(periods, stray.start) {
                Room::Crossed(misfit) => {
                    sorted.crossed.push(*stray);
                    sorted.misfit.get_or_insert(misfit);
                }
                // The server would not have left them in DEFAULT: whatever they are, they do not fit.
                Room::Filled => sorted.crossed.push(*stray),
                Room::Free | Room::Beside(_) if is_far => sorted.far.push(*stray),
                Room::Beside(misfit) if is_next_to(periods, stray.start, misfit) => {
                    sorted.beside.push(*stray);
                    sorted.misfit.get_or_insert(misfit);
                }
                Room::Free | Room::Beside(_) => sorted.movable.push(*stray),
            }
        }
        sorted
    }
}

impl Sorted {
    /// Lets nothing be moved: the partitions that there are follow another zone, as this bound shows.
    pub(crate) fn hinder(&mut self, misfit: Instant) {
        if !self.movable.is_empty() {
            self.beside.append(&mut self.movable);
            self.beside.sort_by_key(|stray| stray.start);
            self.misfit.get_or_insert(misfit);
        }
    }
}

/// Whether an instant is in the period before the one that begins there, or in the one after it.
fn is_next_to(periods: Periods, start: Instant, at: Instant) -> bool {
    let its = periods.start_of(at);
    its == periods.after(start, 1) || periods.after(its, 1) == start
}

/// How many periods around now rows are moved of.
pub(crate) fn reach(interval: Interval) -> i64 {
    i64::try_from(most(interval) / 2).unwrap_or(i64::MAX)
}

/// The begins of the first and of the last period that rows are moved of.
fn within_reach(periods: Periods, now: Instant) -> (Instant, Instant) {
    let (current, reach) = (periods.start_of(now), reach(periods.interval));
    (periods.after(current, -reach), periods.after(current, reach))
}

/// The begins of all periods that rows are moved of, and the end of the last.
pub(crate) fn begins_within_reach(periods: Periods, now: Instant) -> Vec<Instant> {
    let (first, last) = within_reach(periods, now);
    let mut begins = vec![first];
    let mut start = first;
    while start <= last {
        start = periods.after(start, 1);
        begins.push(start);
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::super::calendar::{Date, Day};
    use super::super::key::KeyType;
    use super::super::zone::Zone;
    use super::*;

    fn month(year: i64, month: u8) -> Instant {
        Instant::midnight(Day::of(Date { year, month, day: 1 }))
    }

    fn months() -> Periods {
        Periods::new(Interval::Month, Zone::Utc, KeyType::TimestampTz, 0)
    }

    #[test]
    fn rows_move_where_there_is_room_for_their_period() {
        let stray = |start| DefaultRows { start, rows: 1 };
        let strays = DefaultRowsByPeriod {
            periods: vec![
                stray(month(1, 1)),
                stray(month(2026, 7)),
                stray(month(2026, 8)),
                stray(month(2026, 9)),
                stray(month(2026, 10)),
                stray(month(9999, 12)),
            ],
            timeless: 2,
        };
        let half = Range::days(Day(month(2026, 10).day.0 + 5), month(2026, 11).day);
        let fits = Range::days(month(2026, 8).day, month(2026, 9).day);
        let now = month(2026, 11).plus(23 * 86_400);
        let sorted = strays.sort(&[fits, half], months(), now);
        // A partition begins within October, behind September. August has one, before which there is room.
        assert_eq!(sorted.movable, [stray(month(2026, 7))]);
        assert_eq!(sorted.beside, [stray(month(2026, 9))]);
        assert_eq!(sorted.crossed, [stray(month(2026, 8)), stray(month(2026, 10))]);
        assert_eq!(sorted.misfit, Some(month(2026, 10).plus(5 * 86_400)));
        assert_eq!(strays.rows(), 8);
        assert_eq!(sorted.far, [stray(month(1, 1)), stray(month(9999, 12))]);
        let mut sorted = strays.sort(&[fits], months(), now);
        assert_eq!(sorted.movable, [7, 9, 10].map(|number| stray(month(2026, number))));
        sorted.hinder(month(2026, 8));
        assert_eq!((sorted.movable, sorted.beside.len()), (vec![], 3));
    }

    #[test]
    fn rows_are_moved_of_five_hundred_periods_on_both_sides() {
        let now = month(2026, 11).plus(23 * 86_400);
        let begins = begins_within_reach(months(), now);
        assert_eq!(begins.len(), 1_002);
        assert_eq!((begins[500], begins[0]), (month(2026, 11), month(1985, 3)));
        assert!(begins.is_sorted());
    }
}
