//! Tables that are partitioned otherwise, and partitions that are partitioned themselves.

use super::{bounds, content, database, events, force, month, named, partitions};
use crate::support::Database;

/// Tables by a list, by a hash and by numbers, which nobody asked for.
fn others(db: &Database) {
    db.execute(
        "CREATE TABLE regions (r text) PARTITION BY LIST (r); CREATE TABLE spread (id int) PARTITION BY HASH (id);
         CREATE TABLE numbers (id int) PARTITION BY RANGE (id);
         CREATE TABLE numbers_0 PARTITION OF numbers FOR VALUES FROM (0) TO (10)",
    );
}

#[test]
fn what_is_not_partitioned_by_time_is_passed_over_unless_it_was_asked_for() {
    let db = database();
    events(&db);
    others(&db);
    for command in ["ensure", "drain", "adopt", "list"] {
        let run = partitions(&db, &[command]).ok();
        assert!(!run.stderr.contains("regions"), "{run:?}");
    }
    partitions(&db, &["check"]).ok().says(&["public.events: covered"]);
    partitions(&db, &["retire", "--keep", "1m"]).ok();
    let run = partitions(&db, &["check", "-v"]).ok();
    run.says(&[
        "public.regions is skipped: it is partitioned by LIST (r), not by time",
        "public.spread",
        "public.numbers",
    ]);
    for command in [
        &["ensure"][..],
        &["check"],
        &["list"],
        &["adopt", "--dry-run"],
        &["retire", "--keep", "1m", "--dry-run"],
    ] {
        let json = partitions(&db, command).args(["--format", "json"]).ok().json();
        assert_eq!(json["tables"].as_array().unwrap().len(), 1, "{json}");
        assert_eq!(json["passed_over"].as_array().unwrap().len(), 3, "{json}");
        assert_eq!(json["passed_over"][1]["table"], "public.regions");
        assert_eq!(json["passed_over"][1]["partitioned_by"], "LIST (r)");
    }
    for command in ["ensure", "check"] {
        partitions(&db, &[command, "--table", "regions"])
            .code(2)
            .says(&["`public.regions` is partitioned by `LIST (r)`", "hint:"]);
    }
}

/// By region, and each region by month; `eu` has a DEFAULT partition with rows of last month.
fn by_region(db: &Database) {
    let (last, this, next) = (month(db, -1), month(db, 0), month(db, 1));
    db.execute(&format!(
        "CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, region text NOT NULL,
             tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants, PRIMARY KEY (id, at, region)) PARTITION BY LIST (region);
         CREATE TABLE events_eu PARTITION OF events FOR VALUES IN ('eu') PARTITION BY RANGE (at);
         CREATE TABLE events_us PARTITION OF events FOR VALUES IN ('us') PARTITION BY RANGE (at);
         CREATE TABLE events_else PARTITION OF events DEFAULT;
         CREATE TABLE eu_now PARTITION OF events_eu FOR VALUES FROM ('{this}-01 00:00:00+00') TO ('{next}-01 00:00:00+00');
         CREATE TABLE us_now PARTITION OF events_us FOR VALUES FROM ('{this}-01 00:00:00+00') TO ('{next}-01 00:00:00+00');
         CREATE TABLE eu_rest PARTITION OF events_eu DEFAULT;
         INSERT INTO events SELECT n, '{last}-01 00:00:00+00'::timestamptz + n * interval '1 h', 'eu' FROM generate_series(1, 500) AS n"
    ));
    force(db, &["events", "events_eu", "events_us", "eu_rest"]);
}

#[test]
fn partitions_by_time_below_a_list_are_looked_after_as_tables_of_their_own() {
    let db = database();
    by_region(&db);
    let rows = content(&db, "events");
    partitions(&db, &["check"]).code(3).says(&[
        "`public.events_us` has no partition for",
        "`eu_rest`, the default partition of `public.events_eu`",
    ]);
    partitions(&db, &["drain"]).ok().says(&["moved 500 rows of public.events_eu into events_eu_"]);
    partitions(&db, &["ensure"]).ok();
    assert_eq!((bounds(&db, "events_eu").len(), bounds(&db, "events_us").len()), (6, 4));
    assert_eq!(bounds(&db, "events").len(), 3);
    assert_eq!(content(&db, "events"), rows);
    let next = month(&db, 1);
    db.superuser(&format!("INSERT INTO events VALUES (1, '{next}-02', 'us'), (1, '{next}-02', 'eu')"));
    partitions(&db, &["check"])
        .ok()
        .says(&["public.events_eu: covered, 3 months ahead", "public.events_us: covered"]);
    // A month that ended today is not a day old.
    let is_first = db.value("SELECT extract(day FROM now() AT TIME ZONE 'UTC') = 1") == "t";
    let last = format!("detached public.events_eu_{} from", month(&db, -1).replace('-', "_"));
    let gone = if is_first { "nothing to do" } else { &last };
    partitions(&db, &["retire", "--keep", "1d", "--table", "events_eu"]).ok().says(&[gone]);
    let json = partitions(&db, &["ensure", "--format", "json"]).ok().json();
    assert_eq!(json["passed_over"][0]["table"], "public.events");
    // Configured, each may have its own.
    partitions(&db, &["ensure", "--table", "events_us", "--ahead", "5"]).ok();
    let left = if is_first { 6 } else { 5 };
    assert_eq!((bounds(&db, "events_eu").len(), bounds(&db, "events_us").len()), (left, 6));
}

/// By month, and each month by a hash; last month is missing.
fn by_hash(db: &Database) {
    let (old, last, this, next) = (month(db, -2), month(db, -1), month(db, 0), month(db, 1));
    events(db);
    db.execute("DROP TABLE events_now");
    for (name, from, to) in [("old", &old, &last), ("events_now", &this, &next)] {
        db.execute(&format!(
            "CREATE TABLE {name} PARTITION OF events FOR VALUES FROM ('{from}-01 00:00:00+00') TO ('{to}-01 00:00:00+00')
                 PARTITION BY HASH (id);
             CREATE TABLE {name}_0 PARTITION OF {name} FOR VALUES WITH (MODULUS 2, REMAINDER 0);
             CREATE TABLE {name}_1 PARTITION OF {name} FOR VALUES WITH (MODULUS 2, REMAINDER 1)"
        ));
    }
}

#[test]
fn beside_partitions_that_are_partitioned_themselves_no_plain_one_is_made() {
    let db = database();
    by_hash(&db);
    let before = db.catalog();
    for command in ["ensure", "check"] {
        let run = partitions(&db, &[command]).code(3);
        run.says(&["hint: create it by hand, like `events_now`: CREATE TABLE .. PARTITION OF public.events"]);
    }
    partitions(&db, &["retire", "--keep", "1m"]).ok().says(&["public.old is kept: it is itself partitioned"]);
    let last = month(&db, -1);
    db.execute(&format!(
        "CREATE TABLE events_default PARTITION OF events DEFAULT; INSERT INTO events VALUES (1, '{last}-02')"
    ));
    let run = partitions(&db, &["drain"]).code(3);
    run.says(&["`events_now` of `public.events` is itself partitioned", "hint: create it by hand"]);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "1");
    db.execute("DROP TABLE events_default");
    assert_eq!(db.catalog(), before);
    // Where nothing is missing there is nothing to refuse, and a plain newest one is followed by plain ones.
    let next = month(&db, 1);
    db.execute(&format!(
        "CREATE TABLE mended PARTITION OF events FOR VALUES FROM ('{last}-01 00:00:00+00') TO ('{this}-01 00:00:00+00')",
        this = month(&db, 0)
    ));
    partitions(&db, &["ensure", "--ahead", "0"]).ok().says(&["nothing to do"]);
    db.execute(&format!(
        "CREATE TABLE plain PARTITION OF events FOR VALUES FROM ('{next}-01 00:00:00+00') TO ('{}-01 00:00:00+00')",
        month(&db, 2)
    ));
    partitions(&db, &["ensure"]).ok();
}

#[test]
fn a_default_that_is_partitioned_itself_is_counted_and_not_drained() {
    let db = database();
    events(&db);
    let last = month(&db, -1);
    db.execute(&format!(
        "CREATE TABLE rest PARTITION OF events DEFAULT PARTITION BY HASH (id);
         CREATE TABLE rest_0 PARTITION OF rest FOR VALUES WITH (MODULUS 1, REMAINDER 0);
         INSERT INTO events SELECT n, '{last}-02' FROM generate_series(1, 5) AS n"
    ));
    partitions(&db, &["check", "--ahead", "0", "--max-default-rows", "3"])
        .code(3)
        .says(&["`rest`", "holds at least 4 rows"]);
    partitions(&db, &["drain"]).code(3).says(&["`rest` of `public.events` is itself partitioned"]);
    assert_eq!(db.value("SELECT count(*) FROM rest"), "5");
    partitions(&db, &["ensure"]).ok();
    assert_eq!(db.value(&format!("SELECT to_regclass('{}')", named(&db, 3))), named(&db, 3));
}
