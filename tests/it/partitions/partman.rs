//! `pg_partman` 4 and 5, whichever the server has: looked after by an owner without rights beyond its own, and
//! taken over whatever the interval.

use super::adopt::{is_old, made_by_partman, managed};
use super::partitions;
use crate::support::{Cluster, Database, Project, has_extension};

/// Takes the owner's rights on what the extension keeps, but for seeing which tables it manages, and gives the table
/// a foreign key to one whose policy is forced.
fn bare(db: &Database) {
    db.superuser(&format!(
        "CREATE TABLE closed (id bigint PRIMARY KEY); INSERT INTO closed VALUES (1);
         ALTER TABLE closed ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, OWNER TO {0};
         ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES closed;
         UPDATE partman.part_config SET infinite_time_partitions = true, premake = 4;
         REVOKE ALL ON ALL TABLES IN SCHEMA partman FROM {0}; GRANT SELECT ON partman.part_config TO {0}",
        db.owner()
    ));
}

/// What the hint says, word for word.
const GRANTS: &str = "SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA partman";

#[test]
fn an_ordinary_owner_looks_after_and_takes_over_with_the_rights_that_the_hint_names() {
    let cluster = Cluster::own(&[]);
    let Some(db) = managed(&cluster) else { return };
    bare(&db);
    let owner = |command: &'static str| partitions(&db, &[command]);
    let before = db.catalog();
    let hint = format!("GRANT USAGE ON SCHEMA partman and {GRANTS}");
    let run = owner("ensure").code(1);
    run.says(&["could not run pg_partman's maintenance: permission denied for table part_config", &hint]);
    let run = owner("adopt").code(1);
    let run = run.says(&[
        "could not take over the table from pg_partman: permission denied for table part_config",
        &hint,
    ]);
    assert_eq!((run.stdout.as_str(), db.catalog()), ("", before), "nothing is half adopted");
    db.superuser(&format!("GRANT {GRANTS} TO {}", db.owner()));
    owner("ensure").ok();
    let furthest = made_by_partman(&db, 4);
    let there = |name: &str| db.value(&format!("SELECT to_regclass('{name}') IS NOT NULL")) == "t";
    assert!(there(&furthest));

    // Policies keep the owner from the rows that the extension looks for.
    db.superuser(&format!(
        "INSERT INTO events VALUES (1, now());
         DROP TABLE {furthest}; DROP TABLE IF EXISTS {};
         DO $$ DECLARE part regclass; BEGIN
             FOR part IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'events'::regclass LOOP
                 EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
             END LOOP;
         END $$",
        made_by_partman(&db, 5)
    ));
    owner("ensure").ok();
    assert!(there(&furthest));

    let run = owner("adopt").ok().says(&["took over public.events from pg_partman"]);
    let said = run.said();
    let first = said.lines().next().unwrap();
    assert!(first.contains("took over"), "what closes them would stop it: {}", run.stderr);
    assert!(run.stdout.contains("ahead = 4\n"), "{}", run.stdout);
    assert_eq!(db.value("SELECT count(*) FROM partman.part_config"), "0");
    owner("check").ok();
}

#[test]
fn every_interval_of_the_calendar_is_taken_over_and_goes_on_under_its_names() {
    let cluster = Cluster::own(&[]);
    // Version 5 counts from the day that it is told of a table, unless it is told to begin with the week.
    for (old, new, interval) in [
        ("daily", "'1 day'", "day"),
        ("weekly", "'1 week', p_date_trunc_interval := 'week'", "week"),
        ("monthly", "'1 month'", "month"),
        ("quarterly", "'3 months', p_date_trunc_interval := 'quarter'", "quarter"),
        ("yearly", "'1 year'", "year"),
    ] {
        let db = Database::on(&cluster);
        if !has_extension(&db, "pg_partman") {
            return;
        }
        db.execute("CREATE SCHEMA partman; CREATE EXTENSION pg_partman SCHEMA partman");
        let told = if is_old(&db) {
            format!("p_type := 'native', p_interval := '{old}'")
        } else {
            format!("p_type := 'range', p_interval := {new}")
        };
        db.execute(&format!(
            "SET TimeZone = 'UTC';
             CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
             SELECT partman.create_parent('public.events', 'at', {told}, p_premake := 2)"
        ));
        let parts = || {
            db.query(
                "SELECT inhrelid::regclass::text COLLATE \"C\" FROM pg_inherits
                 WHERE inhparent = 'events'::regclass AND inhrelid <> 'events_default'::regclass ORDER BY 1",
            )
        };
        let before = parts();
        let project = Project::bare();
        let run = project.migrate_on(&db).args(["partitions", "adopt"]).ok();
        let told = run.stdout;
        assert!(told.contains(&format!("interval = \"{interval}\"\nahead = 2\n")), "{told}");
        project.file("migrate.toml", told.replace("ahead = 2", "ahead = 4"));
        project.migrate_on(&db).args(["partitions", "ensure"]).ok();
        let after = parts();
        assert_eq!((&after[..before.len()], after.len()), (&before[..], before.len() + 2), "{told}");
        let shape = |name: &String| name.replace(|letter: char| letter.is_ascii_digit(), "0");
        assert!(after.iter().all(|name| shape(name) == shape(&after[0])), "{after:?}");
        project.migrate_on(&db).args(["partitions", "check"]).ok();
    }
}
