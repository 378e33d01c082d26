//! Zones held against what their clocks showed, minute by minute.

use proptest::prelude::*;

use super::*;

fn zone(text: &str) -> Zone {
    Zone::parse(text).unwrap()
}

fn instant_of(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn names_and_offsets_are_read_and_written_again() {
    for text in ["UTC", "Europe/Berlin", "+05:30", "-05:00", "-00:30", "+14:00", "America/Argentina/Salta"] {
        assert_eq!(zone(text).to_string(), text);
    }
    for (text, shown) in [("-05", "-05:00"), ("+0530", "+05:30"), ("+00:00", "UTC"), ("Etc/UTC", "UTC")] {
        assert_eq!(zone(text).to_string(), shown);
    }
    for text in ["", "+", "+15:00", "+05:60", "+5:3x", "05:30", "Europe/Berln", "europe/berlin", "+1234567"] {
        assert_eq!(Zone::parse(text), None, "{text}");
    }
}

#[test]
fn what_clocks_skip_or_show_twice_is_taken_as_the_server_takes_it() {
    // What PostgreSQL's `TIMESTAMP '..' AT TIME ZONE '..'` answers.
    for (name, shown, instant) in [
        ("Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25 01:30:00"),
        ("Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29 01:30:00"),
        ("America/Sao_Paulo", "2018-11-04 00:00:00", "2018-11-04 03:00:00"),
        ("America/Havana", "2026-11-01 00:00:00", "2026-11-01 05:00:00"),
        ("Africa/Cairo", "2026-04-24 00:00:00", "2026-04-23 22:00:00"),
        ("Pacific/Apia", "2011-12-30 00:00:00", "2011-12-30 10:00:00"),
        ("Pacific/Apia", "2011-12-31 00:00:00", "2011-12-30 10:00:00"),
        ("Asia/Kathmandu", "2026-11-01 00:00:00", "2026-10-31 18:15:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:15:00", "2026-10-03 15:45:00"),
        ("Australia/Lord_Howe", "2026-04-05 01:45:00", "2026-04-04 15:15:00"),
        ("-05:00", "2026-11-01 00:00:00", "2026-11-01 05:00:00"),
    ] {
        assert_eq!(zone(name).instant(Local(instant_of(shown))), instant_of(instant), "{name} {shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The oracle looks at every quarter of an hour around and asks only what the clock shows.
    #[test]
    fn an_instant_is_the_last_one_that_shows_a_time(which in 0_usize..8, day in 10_957_i64..25_567, quarter in 0_i64..96) {
        let names = [
            "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe",
            "Africa/Cairo", "America/Havana", "Pacific/Apia",
        ];
        let zone = zone(names[which]);
        let shown = Local(Instant::of_seconds(day * 86_400 + quarter * 900));
        let around = (-120..=120).map(|step| shown.0.plus(step * 900));
        match around.filter(|at| zone.local(*at) == shown).max() {
            Some(last) => prop_assert_eq!(zone.instant(shown), last),
            // Skipped: as long after the change as it would have been without one.
            None => {
                let steps = (-120..=120).map(|step| shown.0.plus(step * 900));
                let change = steps.filter(|at| zone.local(*at) > shown).min().unwrap();
                let before = zone.local(change.plus(-1)).0.plus(1);
                prop_assert_eq!(zone.instant(shown), change.plus(shown.0.seconds() - before.seconds()));
            }
        }
    }
}

#[test]
fn a_server_that_knows_a_zone_otherwise_is_believed_as_far_as_it_said() {
    let berlin = Zone::parse("Europe/Berlin").unwrap();
    let at = |text: &str| Instant::parse(text).unwrap();
    let (from, change, until) =
        (instant_of("2026-01-01"), instant_of("2026-06-01"), instant_of("2028-01-01"));
    // As if the summer began in June, and never ended.
    let changes = vec![(from.seconds(), 3_600), (change.seconds(), 7_200)];
    let served = berlin.served(changes, until.seconds());
    assert!(served.is_place() && served.to_string() == "Europe/Berlin");
    for (instant, hours) in
        [("2026-05-15", 1), ("2026-06-01", 2), ("2027-12-15", 2), ("2028-02-01", 1), ("2025-07-01", 2)]
    {
        assert_eq!(served.ahead(at(instant)), hours * 3_600, "{instant}");
    }
    assert_eq!(served.instant(Local(instant_of("2027-12-01"))), instant_of("2027-11-30 22:00:00"));
    // A server that knows nothing of it changes nothing.
    assert_eq!(berlin.served(Vec::new(), until.seconds()), berlin);
    assert_eq!(Zone::Utc.served(vec![(0, 5)], 9), Zone::Utc);
}
