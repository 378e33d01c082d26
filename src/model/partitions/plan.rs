//! What is missing: the periods that should have a partition and do not.

use super::calendar::Day;
use super::instant::Instant;
use super::interval::Interval;
use super::range::{Bound, Range};

/// More than this is no maintenance but a mistake, such as a partition of the year 1.
pub(crate) const MOST: usize = 1_000;

/// The periods that a table lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// First to last, by their first days.
    pub(crate) starts: Vec<Day>,
    /// Periods that a partition covers in part: nothing can be made there.
    pub(crate) crossed: Vec<Day>,
}

/// Compares the partitions that there are with those that should be: from the earliest one's begin, or
/// the current period, to `ahead` periods after the current one. What a partition of another length
/// covers wholly is covered. What ends before `since` is not wanted any more.
///
/// `Err` is how many would be missing, when they are more than [`MOST`].
pub(crate) fn missing(
    existing: &[Range],
    interval: Interval,
    now: Instant,
    ahead: u32,
    since: Option<Instant>,
) -> Result<Missing, usize> {
    let current = interval.start_of(now.day);
    let end = interval.after(current, i64::from(ahead) + 1);
    let earliest = existing
        .iter()
        .flat_map(|range| [range.lower, range.upper])
        .filter_map(|bound| match bound {
            Bound::At(instant) => Some(instant.day),
            Bound::Start | Bound::End => None,
        })
        .min();
    let first = interval.start_of(earliest.unwrap_or(current).min(current));
    let first = since.map_or(first, |since| first.max(interval.start_of(since.day).min(current)));
    let mut found = Missing { starts: Vec::new(), crossed: Vec::new() };
    let mut start = first;
    let mut count = 0;
    while start < end {
        let next = interval.after(start, 1);
        let period = Range::days(start, next);
        let mut touching: Vec<Range> =
            existing.iter().copied().filter(|range| range.overlaps(period)).collect();
        touching.sort_by_key(|range| range.lower);
        if touching.is_empty() {
            count += 1;
            if count <= MOST {
                found.starts.push(start);
            }
        } else if !is_filled(period, &touching) {
            found.crossed.push(start);
        }
        start = next;
    }
    // A period that begins before the earliest partition does is crossed by it, and not wanted.
    found.crossed.retain(|day| *day >= current || earliest.is_none_or(|earliest| *day > earliest));
    if count > MOST { Err(count) } else { Ok(found) }
}

/// Whether ranges, sorted by their lower bounds, leave no instant of a period out.
fn is_filled(period: Range, touching: &[Range]) -> bool {
    let mut reached = period.lower;
    for range in touching {
        if range.lower > reached {
            return false;
        }
        reached = reached.max(range.upper);
    }
    reached >= period.upper
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::calendar::Date;
    use super::super::range::Shape;
    use super::*;

    fn range(from: &str, to: &str) -> Range {
        match Shape::parse(&format!("FOR VALUES FROM ('{from}') TO ('{to}')")) {
            Shape::Range(range) => range,
            other => panic!("{other:?}"),
        }
    }

    fn starts(existing: &[Range], now: &str, ahead: u32) -> Vec<String> {
        let found = missing(existing, Interval::Month, Instant::parse(now).unwrap(), ahead, None).unwrap();
        found.starts.iter().map(|day| Instant::midnight(*day).to_string()[..7].to_owned()).collect()
    }

    #[test]
    fn an_empty_table_gets_the_current_month_and_those_ahead() {
        assert_eq!(starts(&[], "2024-02-29 23:59:59.999999", 2), ["2024-02", "2024-03", "2024-04"]);
        assert_eq!(starts(&[], "2024-12-31 23:59:59.999999", 1), ["2024-12", "2025-01"]);
        assert_eq!(starts(&[], "9999-12-31", 0), ["9999-12"]);
    }

    #[test]
    fn gaps_are_filled_and_nothing_is_made_before_the_earliest() {
        let existing = [range("2024-01-01", "2024-02-01"), range("2024-03-01", "2024-04-01")];
        assert_eq!(starts(&existing, "2024-04-15", 0), ["2024-02", "2024-04"]);
        assert_eq!(starts(&[range("2024-01-01", "2025-01-01")], "2024-04-15", 0), Vec::<String>::new());
    }

    #[test]
    fn a_gap_before_what_is_kept_stays_one() {
        let existing = [range("2023-01-01", "2023-02-01"), range("2024-03-01", "2024-04-01")];
        let (now, since) = (Instant::parse("2024-04-15"), Instant::parse("2024-02-01"));
        let found = missing(&existing, Interval::Month, now.unwrap(), 0, since).unwrap();
        assert_eq!(found.starts.iter().map(|day| day.date().month).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn a_month_that_is_covered_in_part_is_told_and_left_alone() {
        let existing = [range("2024-04-01", "2024-04-16")];
        let found =
            missing(&existing, Interval::Month, Instant::parse("2024-04-20").unwrap(), 0, None).unwrap();
        assert_eq!(found.starts, []);
        assert_eq!(found.crossed, [Day::of(Date { year: 2024, month: 4, day: 1 })]);
        let two = [existing[0], range("2024-04-16", "2024-05-01")];
        assert_eq!(starts(&two, "2024-04-20", 0), Vec::<String>::new());
    }

    #[test]
    fn a_partition_of_the_year_one_does_not_make_24000_months() {
        let found = missing(
            &[range("0001-01-01", "0001-02-01")],
            Interval::Month,
            Instant::parse("2026-01-01").unwrap(),
            3,
            None,
        );
        assert_eq!(found, Err(24_303));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        /// Against an oracle that looks at every day: random subsets of months, any now.
        #[test]
        fn afterwards_every_day_from_the_earliest_to_the_last_month_ahead_is_covered(
            now in -719_000_i64..=2_930_000,
            kept in proptest::collection::btree_set(-20_i64..10, 0..15),
            ahead in 0_u32..6,
            which in 0_usize..5,
        ) {
            let interval = Interval::ALL[which];
            let current = interval.start_of(Day(now));
            let period = |at: i64| {
                let start = interval.after(current, at);
                Range::days(start, interval.after(start, 1))
            };
            let existing: Vec<Range> = kept.iter().map(|at| period(*at)).collect();
            let found = missing(&existing, interval, Instant::midnight(Day(now)), ahead, None).unwrap();
            prop_assert_eq!(&found.crossed, &Vec::<Day>::new());
            let mut covered = BTreeSet::new();
            for range in existing.iter().copied().chain(found.starts.iter().map(|start| Range::days(*start, interval.after(*start, 1)))) {
                let (Bound::At(lower), Bound::At(upper)) = (range.lower, range.upper) else { unreachable!() };
                for day in lower.day.0..upper.day.0 {
                    prop_assert!(covered.insert(day), "two partitions for one day");
                }
            }
            let first = kept.iter().copied().min().unwrap_or(0).min(0);
            let (from, to) = (interval.after(current, first).0, interval.after(current, i64::from(ahead) + 1).0);
            prop_assert!((from..to).all(|day| covered.contains(&day)));
            // A second run finds nothing.
            let all: Vec<Range> = existing.iter().copied().chain(found.starts.iter().map(|start| Range::days(*start, interval.after(*start, 1)))).collect();
            prop_assert_eq!(missing(&all, interval, Instant::midnight(Day(now)), ahead, None).unwrap().starts, Vec::<Day>::new());
        }
    }
}
