//! Keys that count the time themselves: UUIDs of version 7, and whole numbers since 1970.

use super::{bounds, database, partitions};
use crate::support::{Database, Project};

/// Looks after `events`.
fn project(lines: &str) -> Project {
    let project = Project::bare();
    project
        .file("migrate.toml", format!("[[partitions]]\ntable = \"events\"\ninterval = \"month\"\n{lines}\n"));
    project
}

/// The begin of a month in UTC, in milliseconds since 1970.
fn month(db: &Database, ahead: i32) -> i64 {
    let ask = format!(
        "SELECT (1000 * extract(epoch FROM date_trunc('month', now(), 'UTC') AT TIME ZONE 'UTC' + interval '{ahead} months'))::bigint"
    );
    db.value(&ask).parse().unwrap()
}

/// A UUID of a millisecond, with the rest of another one.
fn uuid(milliseconds: i64, tail: &str) -> String {
    let digits = format!("{milliseconds:012x}");
    format!("{}-{}-{tail}", &digits[..8], &digits[8..])
}

const SEVEN: &str = "7000-8000-000000000000";
const LAST: &str = "7fff-bfff-ffffffffffff";

/// Every bound follows the one before it exactly.
fn contiguous(db: &Database, count: usize) {
    let mut ends: Vec<(String, String)> = bounds(db, "events")
        .iter()
        .filter_map(|bound| {
            // Numbers of four bytes stand without quotes.
            let bare = bound.replace('\'', "");
            let (lower, upper) = bare.strip_prefix("FOR VALUES FROM (")?.split_once(") TO (")?;
            Some((lower.to_owned(), upper.trim_end_matches(')').to_owned()))
        })
        .collect();
    ends.sort();
    assert_eq!(ends.len(), count, "{ends:?}");
    assert!(ends.windows(2).all(|pair| pair[0].1 == pair[1].0), "{ends:?}");
}

fn uuids(db: &Database, tail: &str) {
    db.execute("CREATE TABLE events (id uuid PRIMARY KEY, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (id)");
    for ago in (0..=2).rev() {
        let (from, to) = (uuid(month(db, -ago), tail), uuid(month(db, 1 - ago), tail));
        db.execute(&format!(
            "CREATE TABLE theirs_{ago} PARTITION OF events FOR VALUES FROM ('{from}') TO ('{to}')"
        ));
    }
}

#[test]
fn uuids_of_version_7_go_on_whatever_their_bounds_end_in() {
    for tail in ["0000-0000-000000000000", "7000-0000-000000000000", SEVEN] {
        let db = database();
        uuids(&db, tail);
        let insert = |at: i64| {
            for end in [SEVEN, LAST] {
                db.execute(&format!("INSERT INTO events VALUES ('{}')", uuid(at, end)));
            }
        };
        (-1..=0).for_each(|ago| [-1, 0, 1].into_iter().for_each(|step| insert(month(&db, ago) + step)));
        let homes = "SELECT id, tableoid::regclass FROM events ORDER BY 1";
        let before = db.query(homes);
        // All bounds are begins of months: nobody has to say that these are times.
        partitions(&db, &["ensure"]).ok().says(&["created events_"]);
        assert_eq!(db.query(homes), before);
        contiguous(&db, 6);
        (1..=3).for_each(|ahead| [-1, 0, 1].into_iter().for_each(|step| insert(month(&db, ahead) + step)));
        partitions(&db, &["ensure"]).ok().says(&["nothing to do"]);
        partitions(&db, &["check"]).ok().says(&["covered, 3 months ahead"]);
        partitions(&db, &["list"]).ok().shows(&["theirs_2"]);
        // Another month, and one that is kept.
        let more = project("ahead = 4\nkeep = \"1m\"");
        more.migrate_on(&db).args(["partitions", "ensure"]).ok();
        contiguous(&db, 7);
        more.migrate_on(&db).args(["partitions", "retire"]).ok().says(&["detached public.theirs_2"]);
        contiguous(&db, 6);
        let mark = db.value("SELECT obj_description('theirs_2'::regclass)");
        assert!(mark.contains(&uuid(month(&db, -2), tail)), "the bounds that it had: {mark}");
    }
}

#[test]
fn uuids_in_default_move_into_the_months_that_they_say() {
    let db = database();
    uuids(&db, SEVEN);
    db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
    for at in [month(&db, 1), month(&db, 2) - 1, month(&db, 2)] {
        db.execute(&format!("INSERT INTO events VALUES ('{}')", uuid(at, LAST)));
    }
    // No version 7: of a time that nobody can mean.
    db.execute("INSERT INTO events VALUES ('f47ac10b-58cc-4372-a567-0e02b2c3d479')");
    let project = project("default = true");
    project.migrate_on(&db).args(["partitions", "ensure"]).code(3).says(&["holds rows of"]);
    project.migrate_on(&db).args(["partitions", "drain"]).code(3).says(&[
        "moved 2 rows",
        "moved 1 row",
        "1 row stays in",
    ]);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "1");
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    contiguous(&db, 6);
}

#[test]
fn uuids_whose_bounds_end_otherwise_are_left_alone() {
    let db = database();
    uuids(&db, SEVEN);
    let (next, after) = (month(&db, 3), month(&db, 4));
    db.execute(&format!(
        "CREATE TABLE other PARTITION OF events FOR VALUES FROM ('{}') TO ('{}')",
        uuid(next, "0000-0000-000000000000"),
        uuid(after, "0000-0000-000000000000")
    ));
    let before = db.catalog();
    partitions(&db, &["ensure"]).code(3).says(&[
        "`theirs_0` ends at",
        &uuid(month(&db, 1), SEVEN),
        &format!("a month begins at `{}`", uuid(month(&db, 1), "0000-0000-000000000000")),
    ]);
    partitions(&db, &["check"]).code(3);
    assert_eq!(db.catalog(), before);
}

#[test]
fn uuids_that_are_no_times_are_passed_over_and_named_when_asked_for() {
    let db = database();
    db.execute(
        "CREATE TABLE events (id uuid PRIMARY KEY, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (id);
         CREATE TABLE a PARTITION OF events FOR VALUES FROM (MINVALUE) TO ('80000000-0000-0000-0000-000000000000');
         CREATE TABLE b PARTITION OF events FOR VALUES FROM ('80000000-0000-0000-0000-000000000000') TO (MAXVALUE)",
    );
    let before = db.catalog();
    partitions(&db, &["ensure", "-v"]).ok().says(&["public.events"]);
    partitions(&db, &["ensure", "--table", "events"]).code(2).says(&["no interval is set"]);
    assert_eq!(db.catalog(), before);
}

#[test]
fn numbers_since_1970_are_a_time_where_somebody_says_so() {
    for (key, epoch, of_a_millisecond) in
        [("bigint", "seconds", 1_000), ("integer", "seconds", 1_000), ("bigint", "milliseconds", 1)]
    {
        let db = database();
        db.execute(&format!(
            "CREATE TABLE events (at {key} NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)"
        ));
        let number = |ahead: i32| month(&db, ahead) / of_a_millisecond;
        for ago in (0..=2).rev() {
            let (from, to) = (number(-ago), number(1 - ago));
            db.execute(&format!(
                "CREATE TABLE theirs_{ago} PARTITION OF events FOR VALUES FROM ({from}) TO ({to})"
            ));
        }
        let insert = |at: i64| db.execute(&format!("INSERT INTO events VALUES ({at})"));
        let before = db.catalog();
        partitions(&db, &["ensure"]).ok();
        partitions(&db, &["ensure", "--table", "events"])
            .code(2)
            .says(&["nothing declares these numbers to be a time", "epoch"]);
        project("").migrate_on(&db).args(["partitions", "ensure"]).code(2).says(&["epoch = \"seconds\""]);
        assert_eq!(db.catalog(), before);

        let told = project(&format!("epoch = \"{epoch}\"\nkeep = \"1m\"\ndefault = true"));
        db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
        (0..=2).for_each(|ahead| [0, 1].into_iter().for_each(|step| insert(number(ahead) + step)));
        insert(i64::from(i32::MIN));
        told.migrate_on(&db).args(["partitions", "drain"]).code(3).says(&["moved 2 rows", "1 row stays in"]);
        db.execute("DELETE FROM events_default");
        told.migrate_on(&db).args(["partitions", "ensure"]).ok();
        told.migrate_on(&db).args(["partitions", "ensure"]).ok().says(&["nothing to do"]);
        told.migrate_on(&db).args(["partitions", "check"]).ok();
        contiguous(&db, 6);
        (1..=3).for_each(|ahead| [-1, 0, 1].into_iter().for_each(|step| insert(number(ahead) + step)));
        assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
        told.migrate_on(&db).args(["partitions", "retire"]).ok().says(&["detached public.theirs_2"]);
        contiguous(&db, 5);
    }
}

#[test]
fn an_epoch_of_a_key_that_is_no_number_is_refused() {
    let db = database();
    db.execute("CREATE TABLE events (at timestamptz NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)");
    project("epoch = \"seconds\"")
        .migrate_on(&db)
        .args(["partitions", "ensure"])
        .code(2)
        .says(&["which is for integers"]);
}
