//! Periods held against a walk over every quarter of an hour that looks at clocks alone.

use proptest::prelude::*;

use super::*;
use crate::model::partitions::key::Epoch;

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn periods(interval: Interval, zone: &str) -> Periods {
    Periods::new(interval, Zone::parse(zone).unwrap(), KeyType::TimestampTz, 0)
}

const ZONES: [&str; 10] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "America/Havana",
    "Pacific/Apia",
    "-05:00",
];

/// The calendar of a wall, told apart by looking at two dates alone.
fn is_another(interval: Interval, before: Local, now: Local) -> bool {
    let (earlier, later) = (before.0.day.date(), now.0.day.date());
    match interval {
        Interval::Hour => before.0.micros / 3_600_000_000 != now.0.micros / 3_600_000_000,
        Interval::Day => earlier != later,
        Interval::Week => now.0.day.0 - now.0.day.weekday() != before.0.day.0 - before.0.day.weekday(),
        Interval::Month => (earlier.year, earlier.month) != (later.year, later.month),
        Interval::Quarter => (earlier.year, (earlier.month - 1) / 3) != (later.year, (later.month - 1) / 3),
        Interval::Year => earlier.year != later.year,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A period begins at the last instant at which clocks show its first minute, or pass over it.
    #[test]
    fn a_period_begins_when_clocks_show_another_one_for_good(zone in 0_usize..10, day in 10_957_i64..25_567, which in 1_usize..3) {
        let (interval, zone) = (Interval::ALL[which], Zone::parse(ZONES[zone]).unwrap());
        let periods = Periods::new(interval, zone, KeyType::TimestampTz, 0);
        let now = Instant::of_seconds(day * 86_400 + 43_200);
        let (start, end) = (periods.start_of(now), periods.after(periods.start_of(now), 1));
        prop_assert!(start <= now && now < end);
        // Every minute from well before the begin to well after the end.
        let mut occurrences = Vec::new();
        let mut at = start.plus(-200 * 60);
        while at < end.plus(200 * 60) {
            let next = at.plus(60);
            let shown = zone.local(next);
            if is_another(interval, zone.local(at), shown) || is_another(interval, Local(shown.0.plus(-60)), shown) {
                occurrences.push(next);
            }
            at = next;
        }
        // Where clocks pass a midnight, go back and pass it again, the second time counts.
        let last_of = |around: Instant| occurrences.iter().copied().filter(|at| (at.seconds() - around.seconds()).abs() <= 3 * 3_600).max();
        prop_assert_eq!(last_of(start), Some(start));
        prop_assert_eq!(last_of(end), Some(end));
        let is_inner = |at: &&Instant| at.seconds() - start.seconds() > 3 * 3_600 && end.seconds() - at.seconds() > 3 * 3_600;
        prop_assert_eq!(occurrences.iter().find(is_inner), None, "a period within {} .. {}", start, end);
    }

    /// Every instant is in exactly one period, whatever the interval.
    #[test]
    fn periods_follow_one_another_without_a_gap(zone in 0_usize..10, minute in 15_000_000_i64..37_000_000, which in 0_usize..6) {
        let periods = periods(Interval::ALL[which], ZONES[zone]);
        let now = Instant::of_seconds(minute * 60);
        let start = periods.start_of(now);
        let end = periods.after(start, 1);
        prop_assert!(start <= now && now < end, "{start} {now} {end}");
        prop_assert_eq!(periods.start_of(end.plus(-1)), start);
        prop_assert!(periods.begins(start) && periods.begins(end));
        let mut walked = start;
        for count in 1..6 {
            walked = periods.after(walked, 1);
            prop_assert!(walked > start);
            prop_assert_eq!(periods.after(start, count), walked);
        }
    }
}

#[test]
fn a_midnight_that_is_skipped_or_comes_twice_belongs_to_one_day() {
    let havana = periods(Interval::Day, "America/Havana");
    // It is 00:30 for the first time: of the day before.
    assert_eq!(havana.start_of(instant("2026-11-01 04:30:00")), instant("2026-10-31 04:00:00"));
    assert_eq!(havana.start_of(instant("2026-11-01 05:30:00")), instant("2026-11-01 05:00:00"));
    let paulo = periods(Interval::Day, "America/Sao_Paulo");
    let start = paulo.start_of(instant("2018-11-04 03:30:00"));
    assert_eq!(start, instant("2018-11-04 03:00:00"));
    assert_eq!(paulo.local(start).0, instant("2018-11-04"));
    assert_eq!(paulo.after(start, 1), instant("2018-11-05 02:00:00"));
    // The day that Samoa left out does not count.
    let apia = periods(Interval::Day, "Pacific/Apia");
    let last = instant("2011-12-29 10:00:00");
    assert_eq!(apia.after(last, 1), instant("2011-12-30 10:00:00"));
    assert_eq!(apia.local(apia.after(last, 1)).0, instant("2011-12-31"));
    assert_eq!(apia.after(instant("2011-12-30 10:00:00"), 1), instant("2011-12-31 10:00:00"));
}

#[test]
fn hours_have_60_minutes_when_clocks_change_and_are_named_in_utc() {
    let hours = periods(Interval::Hour, "UTC");
    let start = instant("2026-10-25 00:00:00");
    let starts: Vec<Instant> = (0..4).map(|count| hours.after(start, count)).collect();
    assert!(starts.windows(2).all(|pair| pair[1].seconds() - pair[0].seconds() == 3_600));
    let shifted = periods(Interval::Hour, "+05:30");
    assert_eq!(shifted.start_of(instant("2026-10-25 00:29:59")), instant("2026-10-24 23:30:00"));
    assert_eq!(shifted.local(instant("2026-10-24 23:30:00")).0, instant("2026-10-24 23:30:00"));
}

#[test]
fn a_key_of_local_time_is_read_in_its_zone() {
    let zone = Zone::parse("Europe/Berlin").unwrap();
    let days = Periods::new(Interval::Day, zone, KeyType::Date, 0);
    let now = days.now(instant("2026-07-31 22:30:00"));
    assert_eq!(now, instant("2026-08-01 00:30:00"));
    assert_eq!(days.start_of(now), instant("2026-08-01"));
    assert_eq!(
        days.cutoff(RetentionPeriod::parse("1m").unwrap(), instant("2026-07-31 22:30:00")),
        instant("2026-07-01")
    );
    let instants = periods(Interval::Day, "Europe/Berlin");
    assert_eq!(instants.now(instant("2026-07-31 22:30:00")), instant("2026-07-31 22:30:00"));
}

#[test]
fn what_is_kept_is_counted_by_the_clocks_of_the_zone() {
    let months = periods(Interval::Month, "Europe/Berlin");
    let keep = |span: &str, now| months.cutoff(RetentionPeriod::parse(span).unwrap(), instant(now));
    assert_eq!(keep("1m", "2026-07-31 21:59:59"), instant("2026-05-31 22:00:00"));
    assert_eq!(keep("1m", "2026-07-31 22:00:00"), instant("2026-06-30 22:00:00"));
    assert_eq!(keep("48h", "2026-10-26 00:30:00"), instant("2026-10-24 00:00:00"));
    let tailed = Periods::new(Interval::Month, Zone::Utc, KeyType::Uuid, 7);
    assert_eq!(tailed.cutoff(RetentionPeriod::parse("1m").unwrap(), instant("2026-07-31")).tail, 7);
    assert_eq!(
        tailed.after(tailed.start_of(instant("2026-07-31")), 1),
        Instant { tail: 7, ..instant("2026-08-01") }
    );
}

#[test]
fn every_key_that_is_an_instant_has_the_periods_of_the_zone() {
    let zone = Zone::parse("Asia/Kathmandu").unwrap();
    let now = instant("2026-11-29 12:00:00");
    for key in [KeyType::TimestampTz, KeyType::Epoch(Epoch::Seconds), KeyType::Epoch(Epoch::Milliseconds)] {
        let periods = Periods::new(Interval::Month, zone, key, 0);
        assert_eq!(periods.start_of(now), instant("2026-10-31 18:15:00"), "{key:?}");
    }
}
