//! Bounds that are not midnights of UTC: other time zones, hours, and keys that count the time themselves.

use super::{bounds, database, database_on, partitions};
use crate::support::{Cluster, Database, Project, libfaketime};

/// A table for rows at odd instants.
const EVENTS: &str = "CREATE TABLE events (at timestamptz NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);";

/// What the team runs itself: the partition of a local month or day, as its session's time zone has it.
fn job(db: &Database, zone: &str, unit: &str, ahead: i32) {
    let local = |at: i32| {
        db.value(&format!(
            "SELECT to_char(date_trunc('{unit}', now() AT TIME ZONE '{zone}') + {at} * interval '1 {unit}', 'YYYY-MM-DD')"
        ))
    };
    let (this, next) = (local(ahead), local(ahead + 1));
    db.execute(&format!(
        "SET TimeZone = '{zone}'; CREATE TABLE theirs_{} PARTITION OF events FOR VALUES FROM ('{this}') TO ('{next}')",
        this.replace('-', "_")
    ));
}

/// Rows at every bound of a table, a microsecond before and one after it; those of the outermost only inside.
fn rows_at_bounds(db: &Database) {
    db.execute(
        "WITH bounds (at) AS (
             SELECT (regexp_matches(pg_get_expr(relpartbound, oid), '''([^'']+)''', 'g'))[1]::timestamptz FROM pg_class
             WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'events'::regclass)
         ), ends AS (SELECT min(at) AS first, max(at) AS last FROM bounds)
         INSERT INTO events
             SELECT DISTINCT at + step FROM bounds, ends, unnest(ARRAY[interval '-1 us', '0', '1 us', '30 min', '-30 min']) AS step
             WHERE at + step >= first AND at + step < last",
    );
}

/// Where every row is.
fn homes(db: &Database) -> Vec<String> {
    db.query("SELECT DISTINCT at AT TIME ZONE 'UTC', tableoid::regclass FROM events ORDER BY 1")
}

/// A project that looks after `events`.
fn project(lines: &str) -> Project {
    let project = Project::bare();
    project.file("migrate.toml", format!("[[partitions]]\ntable = \"events\"\n{lines}\n"));
    project
}

/// Makes what is missing; a second run finds nothing, and `check` agrees.
fn ensure(db: &Database, project: &Project) {
    project.migrate_on(db).args(["partitions", "ensure"]).ok();
    let before = db.catalog();
    project.migrate_on(db).args(["partitions", "ensure"]).ok().says(&["nothing to do"]);
    project.migrate_on(db).args(["partitions", "check"]).ok().says(&["covered"]);
    assert_eq!(db.catalog(), before);
}

const ZONES: [&str; 6] = [
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Cairo",
];

/// Beside what a job made in a zone nothing is made until somebody writes down the zone; then everything fits, and the
/// job works on beside it.
fn goes_on(zone: &str, unit: &str, history: i32) {
    let db = database();
    db.execute(&format!("ALTER DATABASE {} SET timezone = '{zone}'; {EVENTS}", db.name()));
    for ago in (0..=history).rev() {
        job(&db, zone, unit, -ago);
    }
    rows_at_bounds(&db);
    let (rows, before) = (homes(&db), db.catalog());
    let unzoned = project(&format!("interval = \"{unit}\""));
    let line = format!("timezone = \"{zone}\"");
    for command in ["ensure", "check"] {
        unzoned.migrate_on(&db).args(["partitions", command]).code(3).says(&[&line, "`theirs_"]);
        let json = unzoned.migrate_on(&db).args(["--format", "json", "partitions", command]).code(3).json();
        let misfit = &json["tables"][0]["misfit"];
        assert_eq!(misfit["timezones"], serde_json::json!([zone]), "{json}");
        assert!(misfit["not_made"].as_array().unwrap().len() >= 2, "{json}");
        // Nothing is said and nothing is made without any configuration, either.
        partitions(&db, &[command]).code(3).says(&[&line]);
    }
    assert_eq!(db.catalog(), before, "{zone}: something was made");

    let zoned = project(&format!("interval = \"{unit}\"\n{line}\nname = \"events_%Y_%m_%d\""));
    ensure(&db, &zoned);
    assert_eq!(homes(&db), rows, "{zone}: a row has another home");
    rows_at_bounds(&db);
    for ahead in 4..=5 {
        job(&db, zone, unit, ahead);
    }
    rows_at_bounds(&db);
    ensure(&db, &zoned);
    // Every new partition is named by its local date, and follows the one before it.
    let odd = db.query(&format!(
        "SELECT c.relname FROM pg_class AS c, LATERAL (
             SELECT (regexp_match(pg_get_expr(relpartbound, oid), '\\(''([^'']+)''\\) TO'))[1]::timestamptz AS lower) AS b
         WHERE relname LIKE 'events\\__%' AND relispartition
             AND relname <> to_char(lower AT TIME ZONE '{zone}', '\"events_\"YYYY_MM_DD')"
    ));
    assert_eq!(odd, Vec::<String>::new(), "{zone}");
    contiguous(&db, usize::try_from(history).unwrap() + 6);
}

/// As many partitions as were made, without a gap between two.
fn contiguous(db: &Database, count: usize) {
    let ends = db.query(
        "SELECT lower, upper FROM pg_class AS c, LATERAL (
             SELECT regexp_match(pg_get_expr(relpartbound, oid), '\\(''([^'']+)''\\) TO \\(''([^'']+)''')) AS m (m),
             LATERAL (SELECT m[1] AS lower, m[2] AS upper) AS b
         WHERE oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'events'::regclass) AND lower IS NOT NULL
         ORDER BY lower",
    );
    assert_eq!(ends.len(), count, "{ends:?}");
    for pair in ends.windows(2) {
        assert_eq!(pair[0].split('|').nth(1), pair[1].split('|').next(), "{ends:?}");
    }
}

#[test]
fn months_of_six_zones_go_on_beside_the_job_that_made_them() {
    for zone in ZONES {
        goes_on(zone, "month", 13);
    }
}

#[test]
fn days_of_six_zones_go_on_beside_the_job_that_made_them() {
    for zone in ZONES {
        goes_on(zone, "day", 5);
    }
}

#[test]
fn days_that_begin_at_no_midnight_of_the_world_want_an_offset() {
    let db = database();
    db.execute(EVENTS);
    for ago in (-1..=1).rev() {
        let day = format!("date_trunc('day', now(), 'UTC') + interval '30 min' - interval '{ago} days'");
        let at = |plus: &str| db.value(&format!("SELECT ({day} + interval '{plus}') AT TIME ZONE 'UTC'"));
        db.execute(&format!(
            "CREATE TABLE theirs_{} PARTITION OF events FOR VALUES FROM ('{}+00') TO ('{}+00')",
            ago + 1,
            at("0"),
            at("1 day")
        ));
    }
    let before = db.catalog();
    project("interval = \"day\"")
        .migrate_on(&db)
        .args(["partitions", "ensure"])
        .code(3)
        .says(&["timezone = \"-00:30\""]);
    assert_eq!(db.catalog(), before);
    rows_at_bounds(&db);
    ensure(&db, &project("interval = \"day\"\ntimezone = \"-00:30\""));
    rows_at_bounds(&db);
    contiguous(&db, 5);
}

#[test]
fn a_zone_that_differs_from_the_partitions_learns_that_they_are_in_utc() {
    let db = database();
    db.execute(EVENTS);
    job(&db, "UTC", "month", 0);
    let before = db.catalog();
    let zoned = project("interval = \"month\"\ntimezone = \"America/New_York\"");
    zoned.migrate_on(&db).args(["partitions", "ensure"]).code(3).says(&["timezone = \"UTC\""]);
    assert_eq!(db.catalog(), before);
    ensure(&db, &project("interval = \"month\"\ntimezone = \"UTC\""));
}

#[test]
fn bounds_that_are_midnights_nowhere_are_named_with_the_period_that_they_cut() {
    let db = database();
    db.execute(&format!(
        "{EVENTS} CREATE TABLE odd PARTITION OF events
             FOR VALUES FROM ('2026-02-01 00:00:07+00') TO ('2026-03-01 00:00:07+00')"
    ));
    let before = db.catalog();
    let project = project("interval = \"month\"");
    project.migrate_on(&db).args(["partitions", "ensure"]).code(3).says(&[
        "`odd` ends at 2026-03-01 00:00:07 UTC",
        "this cuts 2026-03, which runs from 2026-03-01 00:00:00 UTC to 2026-04-01 00:00:00 UTC",
    ]);
    let json = project.migrate_on(&db).args(["--format", "json", "partitions", "ensure"]).code(3).json();
    assert_eq!(json["tables"][0]["misfit"]["bound"], "2026-03-01T00:00:07Z");
    assert_eq!(json["tables"][0]["misfit"]["cuts"], "2026-03");
    assert_eq!(json["tables"][0]["misfit"]["timezones"], serde_json::json!([]));
    assert_eq!(db.catalog(), before);
}

#[test]
fn a_table_of_another_zone_is_adopted_drained_and_retired_by_its_clocks() {
    let db = database();
    let zone = "Asia/Kathmandu";
    db.execute(&format!("ALTER DATABASE {} SET timezone = '{zone}'; {EVENTS}", db.name()));
    for ago in (0..=3).rev() {
        job(&db, zone, "month", -ago);
    }
    db.execute(
        "CREATE TABLE events_default PARTITION OF events DEFAULT;
         INSERT INTO events SELECT (date_trunc('month', now() AT TIME ZONE 'Asia/Kathmandu') + interval '1 month') AT TIME ZONE 'Asia/Kathmandu' + step
             FROM unnest(ARRAY[interval '0', '1 us', '20 days', '31 days']) AS step",
    );
    let adopted = partitions(&db, &["adopt"]).ok();
    adopted.shows(&[&format!("timezone = \"{zone}\"\n"), "interval = \"month\"\n", "default = true\n"]);
    let zoned =
        project(&format!("interval = \"month\"\ntimezone = \"{zone}\"\ndefault = true\nkeep = \"1m\""));
    // The rows are of next month there, for the first hours of which it is this month still in UTC.
    zoned.migrate_on(&db).args(["partitions", "drain"]).ok().says(&["moved"]);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
    ensure(&db, &zoned);
    let dry = zoned.migrate_on(&db).args(["partitions", "retire", "--dry-run"]).ok();
    assert_eq!(dry.stdout.matches("would detach").count(), 2, "{}", dry.stdout);
    zoned.migrate_on(&db).args(["partitions", "retire"]).ok();
    ensure(&db, &zoned);
}

/// The hours or days that are made at an instant, by their bounds and names.
fn made_at(instant: &str, lines: &str) -> Option<(Database, Vec<String>, Vec<String>)> {
    let library = libfaketime()?;
    let cluster = Box::leak(Box::new(Cluster::at_time(instant, &library)));
    let db = database_on(cluster);
    db.execute(EVENTS);
    ensure(&db, &project(lines));
    let names = db.query(
        "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'events'::regclass ORDER BY 1::text",
    );
    let bounds = bounds(&db, "events");
    Some((db, bounds, names))
}

#[test]
fn hours_have_each_a_name_when_clocks_go_back_and_when_they_go_forward() {
    for (instant, first, rows) in [
        ("2026-10-24 23:30:00", "events_2026_10_24_23", ["2026-10-25 02:30:00+02", "2026-10-25 02:30:00+01"]),
        ("2027-03-27 23:30:00", "events_2027_03_27_23", ["2027-03-28 01:59:59+01", "2027-03-28 03:00:00+02"]),
    ] {
        let Some((db, bounds, names)) = made_at(instant, "interval = \"hour\"\nahead = 5\nkeep = \"48h\"")
        else {
            return;
        };
        assert_eq!((names.len(), bounds.len(), names[0].as_str()), (6, 6, first));
        let homes: Vec<String> = rows
            .iter()
            .map(|row| db.value(&format!("INSERT INTO events VALUES ('{row}') RETURNING tableoid::regclass")))
            .collect();
        assert_ne!(homes[0], homes[1]);
        rows_at_bounds(&db);
        contiguous(&db, 6);
        partitions(&db, &["check"]).ok();
    }
}

#[test]
fn hours_of_a_place_are_refused_and_those_of_an_offset_are_shifted() {
    let db = database();
    db.execute(EVENTS);
    let refused = project("interval = \"hour\"\ntimezone = \"Europe/Berlin\"");
    refused
        .migrate_on(&db)
        .args(["partitions", "ensure"])
        .code(2)
        .says(&["one hour occurs twice", "remove `timezone`"]);
    ensure(&db, &project("interval = \"hour\"\ntimezone = \"+05:30\"\nahead = 2"));
    assert!(bounds(&db, "events").iter().all(|bound| bound.matches(":30:00+00").count() == 2));
    contiguous(&db, 3);
}

#[test]
fn midnights_that_are_skipped_and_days_that_never_were_are_the_servers() {
    let days = |zone: &str| format!("interval = \"day\"\nahead = 3\ntimezone = \"{zone}\"");
    // The days that clocks show, and of those that are history the instants: rules to come may be changed yet, and a
    // server may know it before this program.
    for (instant, zone, shown, begins) in [
        (
            "2018-11-03 12:00:00",
            "America/Sao_Paulo",
            ["2018-11-03", "2018-11-04", "2018-11-05", "2018-11-06"],
            Some(["11-03 03:00", "11-04 03:00", "11-05 02:00", "11-06 02:00"]),
        ),
        (
            "2026-10-31 12:00:00",
            "America/Havana",
            ["2026-10-31", "2026-11-01", "2026-11-02", "2026-11-03"],
            None,
        ),
        (
            "2011-12-28 12:00:00",
            "Pacific/Apia",
            ["2011-12-28", "2011-12-29", "2011-12-31", "2012-01-01"],
            Some(["12-28 10:00", "12-29 10:00", "12-30 10:00", "12-31 10:00"]),
        ),
        (
            "2026-04-22 23:00:00",
            "Africa/Cairo",
            ["2026-04-23", "2026-04-24", "2026-04-25", "2026-04-26"],
            None,
        ),
    ] {
        let Some((db, bounds, names)) = made_at(instant, &days(zone)) else { return };
        for (at, (bound, day)) in bounds.iter().zip(shown).enumerate() {
            let server = db.value(&format!(
                "SELECT to_char(timestamp '{day}' AT TIME ZONE '{zone}' AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"
            ));
            assert!(
                bound.starts_with(&format!("FOR VALUES FROM ('{server}:00+00')")),
                "{zone} {bound} {server}"
            );
            if let Some(begins) = begins {
                assert_eq!(server, format!("{}-{}", &instant[..4], begins[at]));
            }
        }
        rows_at_bounds(&db);
        contiguous(&db, 4);
        assert_eq!(names.contains(&"events_2011_12_31".to_owned()), zone == "Pacific/Apia", "{names:?}");
        assert!(!names.contains(&"events_2011_12_30".to_owned()), "{names:?}");
    }
}

#[test]
fn dates_and_timestamps_take_the_day_from_the_zone() {
    let Some(library) = libfaketime() else { return };
    let cluster = Cluster::at_time("2026-07-31 22:30:00", &library);
    for key in ["date", "timestamp"] {
        let db = database_on(&cluster);
        db.execute(&EVENTS.replace("timestamptz", key));
        ensure(&db, &project("interval = \"month\"\nahead = 0\ntimezone = \"Europe/Berlin\""));
        assert!(
            bounds(&db, "events")[0].starts_with("FOR VALUES FROM ('2026-08-01"),
            "{:?}",
            bounds(&db, "events")
        );
        db.execute("SET TimeZone = 'Europe/Berlin'; INSERT INTO events VALUES (now())");
        contiguous(&db, 1);
    }
}

/// No table of rules goes on for ever: this program's ends before the year 2100, and the server goes on by the last rule.
#[test]
fn of_two_that_know_a_zone_differently_the_server_has_the_last_word() {
    let Some(library) = libfaketime() else { return };
    let cluster = Cluster::at_time("2150-06-15 12:00:00", &library);
    let db = database_on(&cluster);
    db.execute(EVENTS);
    let project = project("interval = \"month\"\ntimezone = \"Europe/Berlin\"");
    let run = |command: &str| project.migrate_on(&db).args(["partitions", command]).ok();
    run("ensure");
    let found = bounds(&db, "events");
    assert_eq!(found.len(), 4);
    // Summer time.
    assert!(found[0].starts_with("FOR VALUES FROM ('2150-05-31 22:00:00+00')"), "{found:?}");
    run("check");
    run("ensure").says(&["nothing to do"]);
    rows_at_bounds(&db);
    contiguous(&db, 4);
}

/// Farther ahead than anybody looks after partitions, the server is asked about each bound, and not believed blindly.
#[test]
fn a_server_whose_clocks_differ_far_ahead_is_reported_and_nothing_is_created() {
    let Some(library) = libfaketime() else { return };
    let cluster = Cluster::at_time("2096-06-15 12:00:00", &library);
    let db = database_on(&cluster);
    db.execute(EVENTS);
    let project = project("interval = \"month\"\nahead = 180\ntimezone = \"Europe/Berlin\"");
    project
        .migrate_on(&db)
        .args(["partitions", "ensure"])
        .code(1)
        .says(&["in `Europe/Berlin` is", "UTC to the server: no partition was created for `public.events`"]);
    assert_eq!(bounds(&db, "events"), Vec::<String>::new());
}

#[test]
fn time_zones_epochs_and_names_that_cannot_be_meant_are_refused_before_connecting() {
    for (line, said) in [
        ("interval = \"month\"\ntimezone = \"Europe/Berln\"", "similar names: `Europe/Berlin`"),
        (
            "interval = \"month\"\ntimezone = \"+25:00\"",
            "such as `Europe/Berlin`, or an offset such as `+05:30`",
        ),
        ("interval = \"month\"\nepoch = \"minutes\"", "seconds or milliseconds"),
        ("interval = \"hour\"\nname = \"x_%Y_%m_%d\"", "distinguish any two periods"),
        ("interval = \"hour\"\nkeep = \"90min\"", "48h, 90d"),
    ] {
        let nowhere = ["--database-url", "postgresql://nowhere.invalid/x", "partitions", "check"];
        project(line).migrate().args(nowhere).code(2).says(&[said]);
    }
}
