//! What is missing, held against an oracle that looks at instants one by one.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::model::partitions::calendar::{Date, Day};
use crate::model::partitions::key::{Epoch, KeyType};
use crate::model::partitions::range::Shape;
use crate::model::partitions::zone::Zone;

fn range(from: &str, to: &str) -> Range {
    match Shape::parse(&format!("FOR VALUES FROM ('{from}') TO ('{to}')")) {
        Shape::Range(range) => range,
        unexpected => panic!("{unexpected:?}"),
    }
}

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn periods(interval: Interval, zone: &str) -> Periods {
    Periods::new(interval, Zone::parse(zone).unwrap(), KeyType::TimestampTz, 0)
}

fn months() -> Periods {
    periods(Interval::Month, "UTC")
}

fn starts(existing: &[Range], now: &str, ahead: u32) -> Vec<String> {
    let missing = missing(existing, months(), instant(now), ahead, None).unwrap();
    missing.starts.iter().map(|start| start.to_string()[..7].to_owned()).collect()
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
    let gaps = missing(&existing, months(), instant("2024-04-15"), 0, Some(instant("2024-02-01"))).unwrap();
    assert_eq!(gaps.starts.iter().map(|start| start.day.date().month).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn a_month_that_is_covered_in_part_is_reported_and_left_alone() {
    let existing = [range("2024-04-01", "2024-04-16")];
    let gaps = missing(&existing, months(), instant("2024-04-20"), 2, None).unwrap();
    assert_eq!(gaps.starts, []);
    assert_eq!(gaps.crossed, [Instant::midnight(Day::of(Date { year: 2024, month: 4, day: 1 }))]);
    assert_eq!(gaps.beside, [instant("2024-05-01"), instant("2024-06-01")]);
    assert_eq!(gaps.misfit, Some(instant("2024-04-16")));
    let two = [existing[0], range("2024-04-16", "2024-05-01")];
    assert_eq!(starts(&two, "2024-04-20", 0), Vec::<String>::new());
    // Where the earliest begins within a month, nothing is beside a bound that does not fit.
    assert_eq!(starts(&two[1..], "2024-05-20", 1), ["2024-05", "2024-06"]);
}

#[test]
fn nothing_is_made_beside_months_of_another_zone_now_and_ahead() {
    let berlin = [
        range("2026-09-30 22:00:00+00", "2026-10-31 23:00:00+00"),
        range("2026-10-31 23:00:00+00", "2026-11-30 23:00:00+00"),
    ];
    let gaps = missing(&berlin, months(), instant("2026-11-29"), 3, None).unwrap();
    assert_eq!(gaps.starts, []);
    assert_eq!(gaps.crossed, [instant("2026-11-01")]);
    assert_eq!(gaps.beside, [instant("2026-12-01"), instant("2027-01-01"), instant("2027-02-01")]);
    assert_eq!(gaps.misfit, Some(instant("2026-11-30 23:00:00")));
    let gaps =
        missing(&berlin, periods(Interval::Month, "Europe/Berlin"), instant("2026-11-29"), 1, None).unwrap();
    assert_eq!(gaps.starts, [instant("2026-11-30 23:00:00")]);
    assert_eq!(gaps.misfit, None);
    // Only one to come, further ahead: it is in the way, too.
    let to_come = [range("2027-01-31 23:00:00+00", "2027-02-28 23:00:00+00")];
    let gaps = missing(&to_come, months(), instant("2026-11-29"), 4, None).unwrap();
    assert_eq!((gaps.starts.len(), gaps.beside.len(), gaps.crossed.len()), (0, 3, 2));
    // What lies behind partitions that fit does not concern them.
    let long_ago =
        [range("2026-01-01 05:00:00+00", "2026-02-01 05:00:00+00"), range("2026-10-01", "2026-12-01")];
    let gaps = missing(&long_ago, months(), instant("2026-11-29"), 1, None).unwrap();
    assert_eq!(gaps.starts, [instant("2026-12-01")]);
    assert_eq!(gaps.beside.len(), 7);
}

#[test]
fn uuids_that_end_otherwise_leave_no_hole() {
    let uuid = |from: &str, to: &str| match Shape::of_key(
        &format!("FOR VALUES FROM ('{from}') TO ('{to}')"),
        KeyType::Uuid,
    ) {
        Shape::Range(range) => range,
        unexpected => panic!("{unexpected:?}"),
    };
    // One midnight without a tail, the next one as version 7 writes it.
    let uuid_range = uuid("01a21f73-9c00-0000-0000-000000000000", "01a22499-f800-7000-8000-000000000000");
    assert_eq!(uuid_range.lower, Bound::At(instant("2026-11-28")));
    let tail = uuid_range.upper.instant().unwrap().tail;
    let days = |tail| Periods::new(Interval::Day, Zone::Utc, KeyType::Uuid, tail);
    let after = uuid_range.upper.instant().unwrap();
    let gaps = missing(&[uuid_range], days(tail), after, 1, None).unwrap();
    assert_eq!(gaps.starts, [after, days(tail).after(after, 1)]);
    assert_eq!(gaps.starts[0].tail, tail);
    let gaps = missing(&[uuid_range], days(0), after, 1, None).unwrap();
    assert_eq!(gaps.starts, []);
    assert_eq!(gaps.misfit, Some(after));
}

#[test]
fn a_partition_of_the_year_one_does_not_make_24000_months() {
    let gaps = missing(&[range("0001-01-01", "0001-02-01")], months(), instant("2026-01-01"), 3, None);
    assert_eq!(gaps, Err(24_303));
}

#[test]
fn a_year_of_hours_may_be_missing_and_no_more() {
    let hours = periods(Interval::Hour, "UTC");
    let first = [range("2025-11-29 00:00:00+00", "2025-11-29 01:00:00+00")];
    assert_eq!(missing(&first, hours, instant("2026-11-29 00:30:00"), 0, None).unwrap().starts.len(), 8_760);
    assert!(missing(&first, hours, instant("2026-11-30 00:30:00"), 3, None).is_err());
}

#[test]
fn periods_ahead_are_counted_up_to_the_first_gap() {
    let existing = [
        range("2026-11-01", "2026-11-16"),
        range("2026-11-16", "2027-01-01"),
        range("2027-02-01", "2027-03-01"),
    ];
    assert_eq!(periods_ahead(&existing, months(), instant("2026-11-29")), 1);
    assert_eq!(periods_ahead(&existing[1..], months(), instant("2026-11-29")), -1);
    assert_eq!(periods_ahead(&[range("2000-01-01", "9999-01-01")], months(), instant("2026-11-29")), 9_999);
}

/// The time, cut in one way: what a table that somebody made could have.
#[derive(Debug, Clone, Copy)]
struct TestCut {
    zone: &'static str,
    interval: Interval,
    key: KeyType,
    tail: u128,
}

const TAILS: [u128; 3] = [0, 0x7000_0000_0000_0000_0000, 0x7000_8000_0000_0000_0000];

/// Every kind of key in every kind of zone.
fn ways() -> impl Strategy<Value = TestCut> {
    let zones = prop::sample::select(vec![
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/Sao_Paulo",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Africa/Cairo",
        "America/Havana",
        "-05:00",
        "+05:30",
    ]);
    let keys = prop::sample::select(vec![
        KeyType::TimestampTz,
        KeyType::Uuid,
        KeyType::Epoch(Epoch::Seconds),
        KeyType::Epoch(Epoch::Milliseconds),
    ]);
    (zones, prop::sample::select(Interval::ALL.to_vec()), keys, prop::sample::select(TAILS.to_vec()))
        .prop_map(|(zone, interval, key, tail)| {
            let zone = if interval == Interval::Hour && zone.contains('/') { "UTC" } else { zone };
            TestCut { zone, interval, key, tail: if key == KeyType::Uuid { tail } else { 0 } }
        })
}

/// The values of a key: what the server compares, as whole numbers.
fn value(key: KeyType, instant: Instant) -> i128 {
    let micros = i128::from(instant.day.0) * 86_400_000_000 + i128::from(instant.micros);
    match key {
        KeyType::Uuid => ((micros / 1_000) << 80) | i128::try_from(instant.tail).unwrap(),
        KeyType::Epoch(Epoch::Seconds) => micros / 1_000_000,
        KeyType::Epoch(Epoch::Milliseconds) => micros / 1_000,
        _ => micros,
    }
}

/// Which of some partitions has a value, asked of each alone, of the literals that the server would get.
fn home(partitions: &[(i128, i128)], value: i128) -> Vec<usize> {
    (0..partitions.len()).filter(|at| partitions[*at].0 <= value && value < partitions[*at].1).collect()
}

fn ends(way: TestCut, range: Range) -> (i128, i128) {
    let text = format!("FOR VALUES {}", range.sql(way.key));
    assert_eq!(Shape::of_key(&text, way.key), Shape::Range(range), "what is written is read");
    let side = |bound: Bound| value(way.key, bound.instant().unwrap());
    (side(range.lower), side(range.upper))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Random subsets of periods, any now from 2000 to 2060, among them the days on which clocks change. Looked at are
    /// the values at every bound, one before and one after, and every hour and a bit.
    #[test]
    fn afterwards_every_instant_up_to_the_last_period_ahead_has_one_partition(
        way in ways(),
        now in 946_684_800_i64..2_840_140_800,
        kept in proptest::collection::btree_set(-12_i64..6, 0..10),
        ahead in 0_u32..4,
    ) {
        let periods = Periods::new(way.interval, Zone::parse(way.zone).unwrap(), way.key, way.tail);
        let now = Instant::of_seconds(now);
        let current = periods.start_of(now);
        let existing: Vec<Range> = kept.iter().map(|at| periods.period(periods.after(current, *at))).collect();
        let gaps = missing(&existing, periods, now, ahead, None).unwrap();
        prop_assert_eq!((&gaps.crossed, &gaps.beside, gaps.misfit), (&vec![], &vec![], None));
        let made: Vec<Range> = gaps.starts.iter().map(|start| periods.period(*start)).collect();
        let before: Vec<(i128, i128)> = existing.iter().map(|range| ends(way, *range)).collect();
        let all: Vec<Range> = existing.iter().copied().chain(made).collect();
        let after: Vec<(i128, i128)> = all.iter().map(|range| ends(way, *range)).collect();
        let first = kept.iter().copied().min().unwrap_or(0).min(0);
        let span = ends(way, Range {
            lower: Bound::At(periods.after(current, first)),
            upper: Bound::At(periods.after(current, i64::from(ahead) + 1)),
        });
        let mut looked: BTreeSet<i128> = after.iter().flat_map(|(from, to)| [from - 1, *from, from + 1, to - 1, *to, to + 1]).collect();
        let steps = 400_i128;
        looked.extend((0..steps).map(|step| span.0 + (span.1 - span.0) / steps * step));
        for value in looked.into_iter().filter(|value| span.0 <= *value && *value < span.1) {
            let homes = home(&after, value);
            prop_assert_eq!(homes.len(), 1, "{} is in {:?}", value, homes);
            // Which one had it before has it still.
            let was = home(&before, value);
            prop_assert!(was.is_empty() || was == homes);
        }
        // A second run finds nothing, nor does one that looks at more.
        let again = missing(&all, periods, now, ahead, None).unwrap();
        prop_assert_eq!(again, Missing::default());
        prop_assert!(periods_ahead(&all, periods, now) >= i64::from(ahead));
    }

    /// Beside partitions that were cut in one way nothing is made that is cut in another, unless both have the
    /// bounds that are next to each other.
    #[test]
    fn what_is_made_never_leaves_a_hole_beside_partitions_of_another_way(
        (first_cut, other) in (ways(), ways()),
        now in 946_684_800_i64..2_840_140_800,
        kept in proptest::collection::btree_set(-6_i64..6, 1..6),
        ahead in 0_u32..4,
    ) {
        let second_cut = TestCut { key: first_cut.key, tail: if first_cut.key == KeyType::Uuid { other.tail } else { 0 }, ..other };
        let cut = |way: TestCut| Periods::new(way.interval, Zone::parse(way.zone).unwrap(), way.key, way.tail);
        let (theirs, own_periods) = (cut(first_cut), cut(second_cut));
        let now = Instant::of_seconds(now);
        let current = theirs.start_of(now);
        let existing: Vec<Range> = kept.iter().map(|at| theirs.period(theirs.after(current, *at))).collect();
        let Ok(gaps) = missing(&existing, own_periods, now, ahead, None) else { return Ok(()) };
        let made: Vec<Range> = gaps.starts.iter().map(|start| own_periods.period(*start)).collect();
        let mut all: Vec<(Range, bool)> = existing.iter().map(|range| (*range, false)).collect();
        all.extend(made.iter().map(|range| (*range, true)));
        all.sort_by_key(|(range, _)| ends(first_cut, *range));
        for pair in all.windows(2) {
            let ((left, left_is_ours), (right, right_is_ours)) = (pair[0], pair[1]);
            prop_assert!(ends(first_cut, left).1 <= ends(first_cut, right).0, "overlap: {:?}", pair);
            // A hole may be theirs, or be a whole number of our periods: those that nobody wants yet.
            let begins = |bound: Bound| own_periods.begins(bound.instant().unwrap());
            if left_is_ours != right_is_ours && !(begins(left.upper) && begins(right.lower)) {
                prop_assert_eq!(ends(first_cut, left).1, ends(first_cut, right).0, "a hole between {:?} and {:?}", left, right);
            }
        }
        // Every configured period exists, or was reported.
        let all: Vec<Range> = all.into_iter().map(|(range, _)| range).collect();
        let again = missing(&all, own_periods, now, ahead, None).unwrap();
        prop_assert_eq!(again, Missing { starts: Vec::new(), ..gaps });
    }
}
