//! `partitions ensure` at the odd instants of the calendar, as the server's clock shows them.

use std::path::Path;

use super::{bounds, database_on};
use crate::support::{Cluster, Migrate, libfaketime};

const ZONES: [&str; 5] =
    ["UTC", "America/New_York", "Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe"];

/// At this instant of UTC exactly the months from `first` to the one before `end` are made, whatever
/// the time zones of client and server are; the client's own clock shows another year.
fn ensures(instant: &str, months: [&str; 5]) {
    let Some(library) = libfaketime() else { return };
    let cluster = Cluster::at_time(instant, &library);
    let wanted: Vec<String> = months
        .windows(2)
        .map(|pair| {
            format!("FOR VALUES FROM ('{}-01 00:00:00+00') TO ('{}-01 00:00:00+00')", pair[0], pair[1])
        })
        .collect();
    let names: Vec<String> =
        months[..4].iter().map(|month| format!("events_{}", month.replace('-', "_"))).collect();
    for zone in ZONES {
        let db = database_on(&cluster);
        db.execute(&format!(
            "ALTER DATABASE {} SET timezone = '{zone}';
             CREATE TABLE events (at timestamptz NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)",
            db.name()
        ));
        let clock = "SELECT current_setting('timezone'), clock_timestamp() AT TIME ZONE 'UTC'";
        assert_eq!(db.value(clock), format!("{zone}|{instant}"));
        let folder = tempfile::TempDir::new().unwrap();
        let toml = "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\n";
        std::fs::write(folder.path().join("migrate.toml"), toml).unwrap();
        let migrate = |command: &'static str| {
            Migrate::new(Path::new(folder.path()))
                .args(["--database-url", db.url(), "partitions", command, "--ahead", "3"])
                .env("TZ", zone)
                .env("PGTZ", zone)
        };
        migrate("ensure").ok();
        assert_eq!(bounds(&db, "events"), wanted, "{zone}");
        let children = "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'events'::regclass ORDER BY inhrelid::regclass::text";
        assert_eq!(db.query(children), names, "{zone}");
        // A row of this instant has its place, in the first of them.
        assert_eq!(db.value("INSERT INTO events VALUES (now()) RETURNING tableoid::regclass"), names[0]);
        migrate("ensure").ok().says(&["nothing to do"]);
        migrate("check").ok().says(&["covered, 3 months ahead"]);
    }
}

#[test]
fn a_leap_day_is_in_february() {
    ensures("2028-02-29 12:00:00", ["2028-02", "2028-03", "2028-04", "2028-05", "2028-06"]);
}

#[test]
#[ignore = "long: one more instant"]
fn the_last_day_of_january_is_followed_by_february() {
    ensures("2027-01-31 12:00:00", ["2027-01", "2027-02", "2027-03", "2027-04", "2027-05"]);
}

#[test]
#[ignore = "long: one more instant"]
fn the_last_microsecond_of_a_year_is_in_december_also_where_it_is_next_year_already() {
    ensures("2027-12-31 23:59:59.999999", ["2027-12", "2028-01", "2028-02", "2028-03", "2028-04"]);
}

#[test]
#[ignore = "long: one more instant"]
fn the_first_instant_of_a_year_is_in_january_also_where_it_is_last_year_still() {
    ensures("2028-01-01 00:00:00", ["2028-01", "2028-02", "2028-03", "2028-04", "2028-05"]);
}

#[test]
fn the_hour_that_new_york_skips_or_has_twice_changes_nothing() {
    ensures("2027-03-14 07:00:00", ["2027-03", "2027-04", "2027-05", "2027-06", "2027-07"]);
    // The clocks go back on the first of a month; it is one since two hours there, since six in UTC.
    ensures("2026-11-01 06:00:00", ["2026-11", "2026-12", "2027-01", "2027-02", "2027-03"]);
}

#[test]
#[ignore = "long: one more instant"]
fn the_half_hour_that_lord_howe_skips_or_has_twice_changes_nothing() {
    // Both on the first of a month there, and on the last of one in UTC.
    ensures("2029-03-31 15:00:00", ["2029-03", "2029-04", "2029-05", "2029-06", "2029-07"]);
    ensures("2028-09-30 15:30:00", ["2028-09", "2028-10", "2028-11", "2028-12", "2029-01"]);
}
