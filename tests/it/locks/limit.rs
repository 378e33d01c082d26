//! `[up] max_exclusive_lock`: the server ends a script that keeps others from a table for longer.

use std::time::{Duration, Instant};

use super::{changes_a_table, columns};
use crate::support::{Cluster, Database, Project, Run};

const DOWN: &str = "ALTER TABLE t1 DROP COLUMN x;";

/// A script beside a limit of 400 ms.
fn limited(up: &str) -> (Database, Project) {
    let (db, project) = changes_a_table(Cluster::shared());
    project.file("migrate.toml", "[up]\nmax_exclusive_lock = \"400ms\"\n").pair("V002__column", up, DOWN);
    (db, project)
}

fn up(db: &Database, project: &Project) -> Run {
    project.migrate_on(db).args(["up", "--format", "json"]).run()
}

/// Nothing of it is left, it took about as long as it may, and the line is named where it was.
fn too_long(script: &str, line: u64) -> Run {
    let (db, project) = limited(script);
    let started = Instant::now();
    let run = up(&db, &project);
    assert!(started.elapsed() < Duration::from_secs(20), "{run:#?}");
    assert_eq!(run.code, Some(1), "{run:#?}");
    let error = &run.json()["errors"][0];
    assert_eq!(
        (&error["code"], &error["line"]),
        (&"exclusive-lock-too-long".into(), &line.into()),
        "{error}"
    );
    let facts = &error["facts"];
    assert_eq!((&facts["limit_ms"], &facts["attempts"]), (&400.into(), &1.into()));
    assert!(facts["held_ms"].as_u64() >= Some(395), "{facts}");
    assert_eq!(columns(&db), "1");
    run
}

fn passes(script: &str) {
    let (db, project) = limited(script);
    let run = up(&db, &project);
    assert_eq!(run.code, Some(0), "{run:#?}");
}

#[test]
fn the_server_ends_a_script_that_holds_a_table_for_too_long() {
    too_long("ALTER TABLE t1 ADD COLUMN x int;\nSELECT pg_sleep(30);\n", 2).says(&[
        "migration `V002__column` stopped: it kept others from a table for ",
        "and may for 400 ms",
        "migrations/V002__column.sql:2:1",
        "nothing of it is left",
        "-- migrate:exceeds max_exclusive_lock",
    ]);
}

#[test]
fn many_short_statements_are_too_long_together() {
    let sleeps = "SELECT pg_sleep(0.1);\n".repeat(40);
    let (db, project) = limited(&format!("ALTER TABLE t1 ADD COLUMN x int;\n{sleeps}"));
    let run = up(&db, &project);
    let error = &run.json()["errors"][0];
    assert_eq!(error["code"], "exclusive-lock-too-long", "{run:#?}");
    assert!((4..12).contains(&error["line"].as_u64().unwrap()), "{error}");
    assert_eq!(columns(&db), "1");
}

#[test]
fn one_statement_that_takes_long_under_its_own_lock_is_ended() {
    let slow = "CREATE FUNCTION slow() RETURNS int LANGUAGE plpgsql VOLATILE AS
        $$ BEGIN PERFORM pg_sleep(30); RETURN 1; END $$;\nINSERT INTO t1 VALUES (1);\n";
    too_long(&format!("{slow}ALTER TABLE t1 ADD COLUMN x int DEFAULT slow();\n"), 4);
}

#[test]
fn what_a_function_locks_counts_from_the_statement_behind_it() {
    too_long("DO $$ BEGIN EXECUTE 'ALTER TABLE t1 ADD COLUMN x int'; END $$;\nSELECT pg_sleep(30);\n", 2);
}

#[test]
fn what_is_deferred_counts_too() {
    let deferred = "CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(30); RETURN NULL; END $$;
        CREATE TABLE n (id int);
        CREATE CONSTRAINT TRIGGER late AFTER INSERT ON n DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION late();
        INSERT INTO n VALUES (1);
        ALTER TABLE t1 ADD COLUMN x int;";
    let (db, project) = limited(deferred);
    let run = up(&db, &project);
    assert_eq!(run.json()["errors"][0]["code"], "exclusive-lock-too-long", "{run:#?}");
    assert_eq!(columns(&db), "1");
}

#[test]
fn a_longer_timeout_of_the_script_changes_nothing_and_a_shorter_one_stays() {
    let sets = |time: &str| {
        format!("ALTER TABLE t1 ADD COLUMN x int;\nSET statement_timeout = '{time}';\nSELECT pg_sleep(30);\n")
    };
    too_long(&sets("60s"), 3);
    let (db, project) = limited(&sets("50ms"));
    let error = &up(&db, &project).json()["errors"][0];
    assert_eq!((&error["code"], &error["sqlstate"]), (&"script-failed".into(), &"57014".into()));
}

#[test]
fn a_script_that_declares_it_may_take_longer() {
    passes(
        "-- migrate:exceeds max_exclusive_lock at night\nALTER TABLE t1 ADD COLUMN x int;\nSELECT pg_sleep(0.8);\n",
    );
}

#[test]
fn changes_of_rows_and_tables_of_its_own_keep_nobody_from_anything() {
    passes("INSERT INTO t1 VALUES (1);\nUPDATE t1 SET id = 2;\nSELECT pg_sleep(0.8);\n");
    passes("CREATE TABLE n (id int);\nCREATE INDEX ON n (id);\nLOCK TABLE n;\nSELECT pg_sleep(0.8);\n");
}

#[test]
fn data_and_many_statements_arrive_whole() {
    let lines = |lines: Vec<String>| lines.join("\n") + "\n";
    let rows = lines((1..=500).map(|n: i32| n.to_string()).collect());
    let inserts = lines((501..=600).map(|n| format!("INSERT INTO n VALUES ({n});")).collect());
    let script = format!(
        "CREATE TABLE n (id int);\nCOPY n FROM stdin;\n{rows}\\.\n{inserts}ALTER TABLE t1 ADD COLUMN x int;\n"
    );
    let (db, project) = limited(&script);
    project.file("migrate.toml", "[up]\nmax_exclusive_lock = \"60s\"\n");
    assert_eq!(up(&db, &project).code, Some(0));
    assert_eq!(db.value("SELECT count(*) || ' ' || sum(id) FROM n"), "600 180300");
}

#[test]
fn an_error_keeps_its_place() {
    let (db, project) =
        limited("ALTER TABLE t1 ADD COLUMN x int;\n\nSELECT 1;\nINSERT INTO t1 VALUES ('a');\n");
    let error = &up(&db, &project).json()["errors"][0];
    assert_eq!(
        (&error["sqlstate"], &error["line"], &error["column"]),
        (&"22P02".into(), &4.into(), &24.into())
    );
}

#[test]
fn a_statement_of_a_script_without_a_transaction_is_limited_by_itself() {
    let slow = "-- migrate:no-transaction\nCREATE FUNCTION slow() RETURNS int LANGUAGE plpgsql VOLATILE AS
        $$ BEGIN PERFORM pg_sleep(30); RETURN 1; END $$;\nINSERT INTO t1 VALUES (1);\n";
    too_long(&format!("{slow}ALTER TABLE t1 ADD COLUMN x int DEFAULT slow();\n"), 5)
        .says(&["2 of 3 statements executed and kept"]);
    passes("-- migrate:no-transaction\nALTER TABLE t1 ADD COLUMN x int;\nSELECT pg_sleep(0.8);\n");
}

#[test]
fn a_collision_is_not_what_took_too_long() {
    let (db, project) = limited("ALTER TABLE t1 ADD COLUMN x int;\n");
    let url = db.url().to_owned();
    let reader = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; LOCK TABLE t1 IN ACCESS SHARE MODE; SELECT pg_sleep(2); COMMIT")
            .unwrap();
    });
    let locked = "SELECT count(*) FROM pg_locks WHERE relation = 't1'::regclass";
    crate::support::wait_until("the table is locked", || db.value(locked) != "0");
    let run = up(&db, &project);
    assert_eq!(run.code, Some(0), "{run:#?}");
    assert!(run.json()["steps"][0]["tries"].as_u64() >= Some(2), "{run:#?}");
    reader.join().unwrap();
}
