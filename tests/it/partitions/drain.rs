//! `partitions drain`: rows leave DEFAULT, and none is lost, changed or taken for deleted.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{bounds, content, database, database_on, events, force, month, partitions};
use crate::support::{Cluster, Database, Held, Over, Project, ended};

/// A DEFAULT partition with rows of the six months before the current one, a thousand each.
fn filled(db: &Database) {
    events(db);
    let (first, this) = (month(db, -6), month(db, 0));
    db.execute(&format!(
        "CREATE TABLE events_default PARTITION OF events DEFAULT;
         INSERT INTO events SELECT n, '{first}-01 00:00:00+00'::timestamptz
             + n * (('{this}-01 00:00:00+00'::timestamptz - '{first}-01 00:00:00+00'::timestamptz) / 6000)
         FROM generate_series(0, 5999) AS n"
    ));
}

#[test]
fn every_row_of_default_moves_into_its_own_month_and_nothing_is_lost() {
    let db = database();
    filled(&db);
    let before = content(&db, "events");
    let run = partitions(&db, &["drain"]).ok();
    run.says(&["moved", &format!("of public.events into events_{}", month(&db, -6).replace('-', "_"))]);
    assert_eq!(content(&db, "events"), before);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
    assert_eq!(bounds(&db, "events").len(), 8);
    let misplaced = "SELECT count(*) FROM events WHERE tableoid::regclass::text
        <> 'events_' || to_char(at AT TIME ZONE 'UTC', 'YYYY_MM')";
    assert_eq!(db.value(misplaced), "0");
    partitions(&db, &["drain"]).ok().says(&["nothing to do"]);
    let json = partitions(&db, &["drain", "--format", "json"]).ok().json();
    assert_eq!((&json["tables"][0]["moved"], &json["tables"][0]["default_rows"]), (&0.into(), &0.into()));
}

#[test]
fn rows_that_go_on_arriving_in_the_month_that_moves_are_taken_along() {
    let db = database();
    let now = format!("'{}-01 12:00:00+00'", month(&db, 0));
    db.execute(
        "CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);
         CREATE TABLE events_default PARTITION OF events DEFAULT",
    );
    db.execute(&format!("INSERT INTO events SELECT -n, {now} FROM generate_series(1, 100000) AS n"));
    let project = Project::bare();
    project
        .file("migrate.toml", "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\ndefault = true\n");
    let done = AtomicBool::new(false);
    let inserted = std::thread::scope(|scope| {
        let _over = Over(&done);
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let (db, done, now) = (&db, &done, &now);
                scope.spawn(move || {
                    let application = Held::open(db.url());
                    let mut rows = 0_u64;
                    while !done.load(Ordering::Relaxed) {
                        let id = rows * 4 + writer;
                        application.query(&format!("INSERT INTO events VALUES ({id}, {now})")).unwrap();
                        rows += 1;
                    }
                    rows
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(100));
        project.migrate_on(&db).args(["partitions", "drain"]).ok();
        done.store(true, Ordering::Relaxed);
        writers.into_iter().map(|writer| writer.join().unwrap()).sum::<u64>()
    });
    assert!(inserted > 100);
    assert_eq!(db.value("SELECT count(*) FROM events"), (inserted + 100_000).to_string());
    assert_eq!(db.value("SELECT count(DISTINCT id) FROM events"), (inserted + 100_000).to_string());
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
}

#[test]
fn killed_at_any_moment_it_goes_on_where_it_stopped() {
    let db = database();
    filled(&db);
    let before = content(&db, "events");
    for wait in [10, 25, 40, 60, 90] {
        let mut call = partitions(&db, &["drain"]).into_command();
        let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        ended(&mut child);
        assert_eq!(content(&db, "events"), before);
    }
    partitions(&db, &["drain"]).ok();
    assert_eq!(content(&db, "events"), before);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
    let loose = "SELECT relname FROM pg_class WHERE relname LIKE 'events\\_%' AND relkind = 'r' AND NOT relispartition";
    assert_eq!(db.query(loose), Vec::<String>::new());
}

#[test]
fn a_move_is_no_deletion_for_triggers_and_these_stay_as_they_were() {
    let db = database();
    filled(&db);
    db.execute(
        "CREATE TABLE log (what text);
         CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN INSERT INTO log VALUES (TG_OP || ' ' || TG_NAME); RETURN NULL; END $$;
         CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION note();
         CREATE TRIGGER \"odd \"\"one\" AFTER DELETE ON events_default FOR EACH ROW EXECUTE FUNCTION note();
         CREATE TRIGGER off AFTER DELETE ON events_default FOR EACH ROW EXECUTE FUNCTION note();
         ALTER TABLE events_default ENABLE ALWAYS TRIGGER \"odd \"\"one\";
         ALTER TABLE events_default DISABLE TRIGGER off",
    );
    let triggers =
        "SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = 'events_default'::regclass ORDER BY 1";
    let before = db.query(triggers);
    partitions(&db, &["drain"]).ok();
    assert_eq!(db.query("SELECT what FROM log"), Vec::<String>::new());
    assert_eq!(db.query(triggers), before);
    db.execute(&format!("DELETE FROM events WHERE at < '{}-02'", month(&db, -6)));
    assert_ne!(db.query("SELECT what FROM log"), Vec::<String>::new());
}

#[test]
fn rows_that_foreign_keys_refer_to_are_not_moved() {
    let db = database();
    filled(&db);
    db.execute(
        "CREATE TABLE notes (id bigint, at timestamptz, FOREIGN KEY (id, at) REFERENCES events ON DELETE CASCADE);
         INSERT INTO notes SELECT id, at FROM events LIMIT 10",
    );
    partitions(&db, &["drain"]).code(1).says(&["foreign keys of `public.notes` reference them"]);
    assert_eq!(db.value("SELECT count(*) FROM notes"), "10");
    assert_eq!(bounds(&db, "events").len(), 2);
}

#[test]
fn rows_of_no_period_of_a_crossed_one_and_of_a_time_far_away_stay_and_are_named() {
    let db = database();
    let (last, next) = (month(&db, -1), month(&db, 1));
    db.execute(&format!(
        "CREATE TABLE events (id int, at timestamptz, tenant bigint NOT NULL DEFAULT 1 REFERENCES tenants) PARTITION BY RANGE (at);
         CREATE TABLE part PARTITION OF events FOR VALUES FROM ('{next}-10 00:00:00+00') TO ('{next}-20 00:00:00+00');
         CREATE TABLE events_default PARTITION OF events DEFAULT;
         INSERT INTO events VALUES (1, NULL), (2, 'infinity'), (3, '-infinity'), (4, '0001-05-05'), (5, '9999-01-01'),
             (6, '{last}-05 12:00:00+00'), (7, '{next}-05 12:00:00+00'), (8, '0044-03-15 BC')"
    ));
    let project = Project::bare();
    project
        .file("migrate.toml", "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\ndefault = true\n");
    let run = project.migrate_on(&db).args(["partitions", "drain"]).code(3);
    run.says(&[
        "moved 1 row",
        "3 rows stay in `events_default` of `-043-03`, `0001-05` and `9999-01`, more than 500",
        "3 rows stay in `events_default` with a timestamp that is NULL or infinite",
        &next,
    ]);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "7");
    assert_eq!(db.value("SELECT count(*) FROM events"), "8");
}

#[test]
fn generated_columns_identities_and_every_key_type_survive_the_move() {
    let db = database();
    let project = Project::bare();
    let mut toml = String::new();
    for key in ["timestamptz", "timestamp", "date"] {
        db.execute(&format!(
            "CREATE TABLE \"{key} t\" (id bigint GENERATED ALWAYS AS IDENTITY, gone int, \"at \"\"x\" {key},
                 n int, twice int GENERATED ALWAYS AS (n * 2) STORED) PARTITION BY RANGE (\"at \"\"x\");
             ALTER TABLE \"{key} t\" DROP COLUMN gone;
             CREATE TABLE \"{key} default\" PARTITION OF \"{key} t\" DEFAULT;
             INSERT INTO \"{key} t\" (\"at \"\"x\", n) SELECT timestamp '2026-01-31 23:59:59.999999' + i * interval '37 h', i
                 FROM generate_series(0, 200) AS i"
        ));
        toml.push_str(&format!("[[partitions]]\ntable = \"{key} t\"\ninterval = \"week\"\ndefault = true\n"));
    }
    project.file("migrate.toml", &toml);
    let contents = || ["timestamptz", "timestamp", "date"].map(|key| content(&db, &format!("\"{key} t\"")));
    let before = contents();
    project.migrate_on(&db).args(["partitions", "drain"]).ok();
    assert_eq!(contents(), before);
    assert_eq!(db.value("SELECT count(*) FROM \"date default\""), "0");
    assert_eq!(db.value("SELECT count(*) FROM pg_inherits WHERE inhparent = '\"date t\"'::regclass"), "46");
}

#[test]
fn it_works_as_the_owner_of_the_tables_under_forced_row_level_security() {
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    filled(&db);
    force(&db, &["events", "events_now", "events_default"]);
    let before = content(&db, "events");
    partitions(&db, &["drain"]).ok();
    assert_eq!(content(&db, "events"), before);
    assert_eq!(db.value("SELECT count(*) FROM events_default"), "0");
    let guarded = "SELECT bool_and(c.relrowsecurity AND c.relforcerowsecurity), count(*) FROM pg_inherits
        JOIN pg_class AS c ON c.oid = inhrelid WHERE inhparent = 'events'::regclass";
    assert_eq!(db.value(guarded), "t|8");
}
