//! `partitions check` and `list`: they read, and say what is not as wanted.

use super::{database, database_on, events, month, partitions};
use crate::support::{Cluster, Database, Project};

#[test]
fn what_is_not_as_wanted_gives_3_and_the_reason() {
    let db = database();
    events(&db);
    let before = db.catalog();
    let (next, third) = (month(&db, 1), month(&db, 2));
    partitions(&db, &["check", "--ahead", "2"]).code(3).says(&[
        &format!("`public.events` has no partition for `{next}` and `{third}`"),
        "migrate partitions ensure",
    ]);
    partitions(&db, &["check", "--ahead", "0"]).ok().says(&["covered, 0 months ahead"]);
    assert_eq!(db.catalog(), before);

    db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT; INSERT INTO events VALUES (1, '1999-01-01'), (2, '1999-01-01')");
    partitions(&db, &["check", "--ahead", "0"]).code(3).says(&[
        "`events_default`, the default partition of `public.events`, holds at least 1 row, but at most 0 are allowed",
    ]);
    partitions(&db, &["check", "--ahead", "0", "--max-default-rows", "2"]).ok();
    db.execute("GRANT SELECT ON events_now TO PUBLIC");
    partitions(&db, &["check", "--ahead", "0", "--max-default-rows", "2"])
        .code(3)
        .says(&["`events_now` of `public.events` has grants of its own and no row-level security"]);
}

#[test]
fn bounds_that_were_made_in_another_time_zone_are_found() {
    let db = database();
    let (this, next) = (month(&db, 0), month(&db, 1));
    db.execute(&format!(
        "SET TimeZone = 'America/New_York';
         CREATE TABLE events (at timestamptz NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);
         CREATE TABLE a PARTITION OF events FOR VALUES FROM ('{this}-01') TO ('{next}-01')"
    ));
    let project = Project::bare();
    project.file("migrate.toml", "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nahead = 1\n");
    project.migrate_on(&db).args(["partitions", "check"]).code(3).says(&[
        &next,
        "only",
        "`a` begins at",
        "timezone = \"America/New_York\"",
    ]);
    // Nothing is made over it, and nothing is pretended.
    project.migrate_on(&db).args(["partitions", "ensure"]).code(3);
}

#[test]
fn an_interrupted_detach_is_found() {
    let db = database();
    events(&db);
    let (old, this) = (month(&db, -1), month(&db, 0));
    db.execute(&format!("CREATE TABLE old PARTITION OF events FOR VALUES FROM ('{old}-01 00:00:00+00') TO ('{this}-01 00:00:00+00')"));
    let reader = crate::support::Held::open(db.url());
    reader.query("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM events").unwrap();
    let detach = Database::try_query(db.url(), "SET statement_timeout = '500ms'");
    detach.unwrap();
    let held = crate::support::Held::open(db.url());
    held.query("SET statement_timeout = '500ms'").unwrap();
    assert!(held.query("ALTER TABLE events DETACH PARTITION old CONCURRENTLY").is_err());
    reader.query("COMMIT").unwrap();
    partitions(&db, &["check", "--ahead", "0"])
        .code(3)
        .says(&["the detach of `old` from `public.events` was interrupted", "FINALIZE"]);
    partitions(&db, &["list"]).ok().shows(&["pending detach"]);
}

#[test]
fn a_monitoring_role_without_any_rights_on_the_tables_can_check() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    events(&db);
    db.superuser("CREATE ROLE watcher LOGIN IN ROLE pg_monitor");
    db.execute(
        "CREATE TABLE events_default PARTITION OF events DEFAULT; INSERT INTO events VALUES (1, '1999-01-01')",
    );
    std::thread::sleep(std::time::Duration::from_millis(1200));
    let url = db.url_as("watcher");
    let check = crate::support::Migrate::new(std::path::Path::new("/"))
        .args(["--database-url", &url, "partitions", "check", "--ahead", "0"])
        .code(3);
    check.says(&["holds about 1 row, but at most 0 are allowed"]);
}

#[test]
fn keys_that_are_no_time_are_refused_by_name() {
    let db = database();
    db.execute(
        "CREATE TABLE l (r text, at timestamptz, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY LIST (r);
         CREATE TABLE n (id int, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (id);
         CREATE TABLE two (a date, b date, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (a, b);
         CREATE TABLE e (at timestamptz, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE ((at AT TIME ZONE 'UTC'));
         CREATE TABLE t (at timestamptz, made timestamptz, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at)",
    );
    let project = Project::bare();
    let tables = ["l", "n", "two", "e", "t"];
    let toml: Vec<String> = tables
        .iter()
        .map(|table| {
            format!("[[partitions]]\ntable = \"{table}\"\ncolumn = \"made\"\ninterval = \"month\"\n")
        })
        .collect();
    project.file("migrate.toml", toml.concat());
    project.migrate_on(&db).args(["partitions", "ensure"]).code(2).says(&[
        "`public.l` is partitioned by `LIST (r)`",
        "hint: `[[partitions]]` or `--table` names this table",
        "`public.n` is partitioned by `RANGE (id), integer`",
        "`public.two` is partitioned by `RANGE (a, b)",
        "`public.e` is partitioned by `RANGE ((",
        "`public.t` is partitioned by `at`, but `[[partitions]]` says `made`",
    ]);
}

#[test]
fn a_configuration_that_cannot_be_meant_is_refused_before_connecting() {
    let project = Project::bare();
    for (line, said) in [
        ("interval = \"fortnight\"", "day, week, month, quarter or year"),
        ("interval = \"month\"\nname = \"x_%Y\"", "distinguish any two periods"),
        ("interval = \"month\"\nname = \"x_%Q\"", "distinguish any two periods"),
        ("interval = \"month\"\nretain = 3", "unknown field"),
    ] {
        project.file("migrate.toml", format!("[[partitions]]\ntable = \"t\"\n{line}\n"));
        project
            .migrate()
            .args(["--database-url", "postgresql://nowhere.invalid/x", "partitions", "check"])
            .code(2)
            .says(&[said]);
    }
}

#[test]
fn the_metrics_file_is_written_in_one_step_and_says_what_was_found() {
    let db = database();
    events(&db);
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("partitions.prom");
    let path = file.to_str().unwrap();
    partitions(&db, &["check", "--metrics-file", path]).code(3);
    let bad = std::fs::read_to_string(&file).unwrap();
    let value = |text: &str, metric: &str| -> f64 {
        let start = format!("migrate_partitions_{metric}{{");
        let line = text.lines().find(|line| line.starts_with(&start));
        line.unwrap_or_else(|| panic!("{metric} is missing:\n{text}"))
            .rsplit_once(' ')
            .unwrap()
            .1
            .parse()
            .unwrap()
    };
    assert!(value(&bad, "ok") == 0.0, "{bad}");
    assert!(value(&bad, "duration_seconds") > 0.000_05, "{bad}");
    assert!(!bad.contains("last_success"), "{bad}");
    partitions(&db, &["ensure", "--metrics-file", path]).ok();
    let good = std::fs::read_to_string(&file).unwrap();
    for (metric, wanted) in [("ok", 1.0), ("periods_ahead", 3.0), ("attached", 4.0)] {
        assert!((value(&good, metric) - wanted).abs() < 0.5, "{metric}:\n{good}");
    }
    assert!(value(&good, "last_success_timestamp_seconds") > 1e9, "{good}");
    assert!(value(&good, "duration_seconds") > 0.000_05, "{good}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn metrics_of_two_databases_and_of_both_commands_have_no_series_in_common_and_no_secret() {
    let (first, second) = (database(), database());
    let folder = tempfile::TempDir::new().unwrap();
    let mut all = String::new();
    for (name, db) in [("first", &first), ("second", &second)] {
        events(db);
        for command in ["ensure", "check"] {
            let file = folder.path().join(format!("{name}_{command}.prom"));
            let url = db.url().replacen('@', ":se%40cret@", 1);
            crate::support::Migrate::new(std::path::Path::new("/"))
                .args([
                    "--database-url",
                    &url,
                    "partitions",
                    command,
                    "--metrics-file",
                    file.to_str().unwrap(),
                ])
                .ok();
            all.push_str(&std::fs::read_to_string(&file).unwrap());
        }
    }
    assert!(!all.contains("cret") && !all.contains("postgresql:"), "{all}");
    let mut series: Vec<&str> = all.lines().filter(|line| !line.starts_with('#')).collect();
    for line in &mut series {
        *line = line.rsplit_once(' ').unwrap().0;
    }
    let count = series.len();
    series.sort_unstable();
    series.dedup();
    assert_eq!((series.len(), count), (4 * 5, 4 * 5), "{all}");
}

#[test]
fn a_table_that_nothing_was_done_about_has_no_duration() {
    let db = database();
    events(&db);
    let project = Project::bare();
    project.file(
        "migrate.toml",
        "[[partitions]]\ntable = \"gone\"\ninterval = \"month\"\n[[partitions]]\ntable = \"events\"\ninterval = \"month\"\n",
    );
    for command in ["ensure", "check"] {
        let file = project.path().join(format!("{command}.prom"));
        let args = ["--format", "json", "partitions", command, "--metrics-file", file.to_str().unwrap()];
        let json = project.migrate_on(&db).args(args).code(2).json();
        assert!(json["tables"][0]["duration_ms"].is_null(), "{json}");
        assert!(json["tables"][1]["duration_ms"].as_f64().unwrap() > 0.05, "{json}");
        let written = std::fs::read_to_string(&file).unwrap();
        assert_eq!(written.matches("migrate_partitions_duration_seconds{").count(), 1, "{written}");
        assert_eq!(written.matches("migrate_partitions_ok{").count(), 2, "{written}");
    }
}

#[test]
fn a_database_without_a_table_partitioned_by_time_is_reported() {
    let db = database();
    for command in ["check", "ensure", "drain"] {
        partitions(&db, &[command])
            .ok()
            .says(&["no table of this database is partitioned by time: nothing was checked", "hint:"]);
    }
    db.execute("CREATE TABLE l (r text) PARTITION BY LIST (r)");
    partitions(&db, &["check"]).ok().says(&["(`public.l`, by LIST (r), is skipped)"]);
}
