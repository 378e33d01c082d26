//! What is missing: the periods that should have a partition and do not.

use super::instant::Instant;
use super::interval::Interval;
use super::periods::Periods;
use super::range::{Bound, Range};

/// The periods that a table lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Missing {
    /// First to last, by their begins.
    pub(crate) starts: Vec<Instant>,
    /// Periods that a partition covers in part: nothing can be made there.
    pub(crate) crossed: Vec<Instant>,
    /// Periods without a partition, beside one that ends or begins within a period: whoever made that one counts
    /// otherwise, and what is made here would be in the way of what they make next.
    pub(crate) beside: Vec<Instant>,
    /// The bound within a period that stands nearest to the first of these.
    pub(crate) misfit: Option<Instant>,
}

/// The ranges of a table, in the order of time.
#[derive(Debug, Clone)]
pub(crate) struct Ranges(Vec<Range>);

/// What there is in the place of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    Free,
    /// Partitions cover all of it.
    Filled,
    /// They cover a part of it, up to this bound or from it on.
    Crossed(Instant),
    /// Nothing, and the nearest partition ends or begins within a period, with this bound.
    Beside(Instant),
}

/// More than this is no maintenance but a mistake, such as a partition of the year 1.
pub(crate) fn most(interval: Interval) -> usize {
    // Those of a year.
    if interval == Interval::Hour { 8_784 } else { 1_000 }
}

impl Ranges {
    /// Those of partitions, of which no two overlap.
    pub(crate) fn new(existing: &[Range]) -> Self {
        let mut ranges = existing.to_vec();
        ranges.sort_by_key(|range| range.lower);
        Self(ranges)
    }

    /// What there is in the place of the period that begins there.
    pub(crate) fn room(&self, periods: Periods, start: Instant) -> Room {
        let period = periods.period(start);
        let first = self.0.partition_point(|range| range.upper <= period.lower);
        let rest = self.0.get(first..).unwrap_or_default();
        let touching = &rest[..rest.partition_point(|range| range.lower < period.upper)];
        if touching.is_empty() {
            let before = first.checked_sub(1).and_then(|at| self.0[at].upper.instant());
            let behind = rest.first().and_then(|range| range.lower.instant());
            let misfit = [before, behind].into_iter().flatten().find(|bound| !periods.begins(*bound));
            return misfit.map_or(Room::Free, Room::Beside);
        }
        let mut reached = period.lower;
        for range in touching {
            if range.lower > reached {
                break;
            }
            reached = reached.max(range.upper);
        }
        let inside = touching.iter().flat_map(|range| [range.lower, range.upper]);
        let mut inside = inside.filter(|bound| period.lower < *bound && *bound < period.upper);
        match inside.find_map(Bound::instant) {
            Some(bound) if reached < period.upper => Room::Crossed(bound),
            _ => Room::Filled,
        }
    }

    /// Every bound that is an instant.
    pub(crate) fn bounds(&self) -> impl Iterator<Item = Instant> {
        self.0.iter().flat_map(|range| [range.lower, range.upper]).filter_map(Bound::instant)
    }

    /// Where the partition ends that an instant has, if that is an instant.
    fn end_at(&self, at: Instant) -> Option<Instant> {
        let first = self.0.partition_point(|range| range.upper <= Bound::At(at));
        self.0.get(first).filter(|range| range.lower <= Bound::At(at))?.upper.instant()
    }

    /// The periods from one begin to another that lack a partition. `Err` is how many they are, when they are
    /// more than [`most`].
    pub(crate) fn between(&self, periods: Periods, first: Instant, end: Instant) -> Result<Missing, usize> {
        let (mut missing, most) = (Missing::default(), most(periods.interval));
        let (mut start, mut count) = (first, 0);
        while start < end {
            let room = self.room(periods, start);
            match room {
                Room::Free if count < most => missing.starts.push(start),
                Room::Beside(_) if count < most => missing.beside.push(start),
                Room::Crossed(_) => missing.crossed.push(start),
                Room::Free | Room::Beside(_) | Room::Filled => {}
            }
            count += usize::from(matches!(room, Room::Free | Room::Beside(_)));
            // A partition may be as long as a thousand periods.
            let over = self.end_at(start).filter(|_| room == Room::Filled);
            start = periods.after(start, 1).max(over.map_or(start, |end| periods.start_of(end)));
        }
        if count > most { Err(count) } else { Ok(missing) }
    }
}

/// Compares the partitions that there are with those that should be: from the earliest one's begin, or
/// the current period, to `ahead` periods after the current one. What a partition of another length
/// covers wholly is covered. What ends before `since` is not wanted any more. `now` is as the key has it.
///
/// `Err` is how many would be missing, when they are more than [`most`].
pub(crate) fn missing(
    existing: &[Range],
    periods: Periods,
    now: Instant,
    ahead: u32,
    since: Option<Instant>,
) -> Result<Missing, usize> {
    let ranges = Ranges::new(existing);
    let current = periods.start_of(now);
    let end = periods.after(current, i64::from(ahead) + 1);
    let earliest = ranges.bounds().min();
    let first = periods.start_of(earliest.unwrap_or(current).min(current));
    let first = since.map_or(first, |since| first.max(periods.start_of(since).min(current)));
    let mut missing = ranges.between(periods, first, end)?;
    // A period that begins before the earliest partition does is crossed by it, and not wanted.
    missing.crossed.retain(|start| *start >= current || earliest.is_none_or(|earliest| *start > earliest));
    missing.misfit = missing.first_hindered().and_then(|start| match ranges.room(periods, start) {
        Room::Crossed(misfit) | Room::Beside(misfit) => Some(misfit),
        Room::Free | Room::Filled => None,
    });
    Ok(missing)
}

impl Missing {
    /// The begin of the first period that cannot be given a partition.
    fn first_hindered(&self) -> Option<Instant> {
        self.crossed.first().into_iter().chain(self.beside.first()).min().copied()
    }

    /// Lets nothing be made: the partitions that there are follow another zone, as this bound shows.
    pub(super) fn hinder(&mut self, misfit: Instant) {
        self.beside.append(&mut self.starts);
        self.beside.sort();
        self.misfit.get_or_insert(misfit);
    }
}

/// How many periods after the current one are covered without a gap; -1 when not even that one is.
pub(crate) fn periods_ahead(existing: &[Range], periods: Periods, now: Instant) -> i64 {
    let ranges = Ranges::new(existing);
    let (mut start, mut covered) = (periods.start_of(now), 0);
    while covered < 10_000 && ranges.room(periods, start) == Room::Filled {
        start = periods.after(start, 1);
        covered += 1;
    }
    covered - 1
}

#[cfg(test)]
mod tests;
