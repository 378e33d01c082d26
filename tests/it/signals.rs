//! SIGINT and SIGTERM in the middle of a statement: cancelled on the server, rolled back, said, and
//! within a second.

use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::support::{Database, Ends, Project, signal};

/// A run whose second migration sleeps for a minute.
fn sleeping(db: &Database, head: &str) -> (Project, Child) {
    let project = Project::with_tables(1);
    let script =
        format!("{head}CREATE TABLE half (id int);\nSELECT pg_sleep(60);\nCREATE TABLE late (id int);\n");
    project.pair("V002__sleep", &script, "DROP TABLE half;");
    project.pair("V003__t3", "CREATE TABLE t3 (id int);", "DROP TABLE t3;");
    let child = project.migrate_on(db).args(["up"]).into_command().stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while !is_asleep(db) {
        assert!(started.elapsed() < Duration::from_secs(20), "the migration never slept");
        std::thread::sleep(Duration::from_millis(10));
    }
    (project, child)
}

fn is_asleep(db: &Database) -> bool {
    !sleepers(db).is_empty()
}

/// The server processes of this database that run the sleeping script.
fn sleepers(db: &Database) -> Vec<String> {
    db.query(
        "SELECT pid FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()
             AND datname = current_database() AND query LIKE '%pg_sleep%'",
    )
}

fn ends(by: Signal, code: i32) {
    let db = Database::new();
    let (_project, child) = sleeping(&db, "");
    let started = Instant::now();
    signal(by, child.id());
    let output = child.finish();
    let took = started.elapsed();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(said.contains("applied before the failure and kept: `V001__t1`"), "{said}");
    assert!(!is_asleep(&db), "the server still runs the statement");
    assert_eq!(db.value("SELECT max(version) FROM refinery_schema_history"), "1");
    assert_eq!(db.value("SELECT to_regclass('half')"), "");
    assert_eq!(db.value("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"), "0");
}

#[test]
fn sigint_cancels_rolls_back_and_exits_with_130() {
    ends(Signal::INT, 130);
}

#[test]
fn sigterm_cancels_rolls_back_and_exits_with_143() {
    ends(Signal::TERM, 143);
}

#[test]
fn a_script_without_a_transaction_is_resumed_after_a_signal() {
    let db = Database::new();
    let (project, child) = sleeping(&db, "-- migrate:no-transaction\n");
    signal(Signal::INT, child.id());
    assert_eq!(child.finish().status.code(), Some(130));
    assert_eq!(db.value("SELECT to_regclass('half')"), "half");
    assert_eq!(db.value("SELECT to_regclass('late')"), "");
    let script = "-- migrate:no-transaction\nCREATE TABLE half (id int);\nSELECT 'awake';\nCREATE TABLE late (id int);\n";
    project.pair("V002__sleep", script, "DROP TABLE half;");
    project.migrate_on(&db).args(["up"]).ok().says(&["resumes at statement 2 of 3"]);
}

#[test]
fn a_run_that_waits_for_the_lock_ends_at_once() {
    let db = Database::new();
    let (project, sleeper) = sleeping(&db, "");
    let waiting = project.migrate_on(&db).args(["up"]).into_command().stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(500));
    let started = Instant::now();
    signal(Signal::TERM, waiting.id());
    assert_eq!(waiting.finish().status.code(), Some(143));
    assert!(started.elapsed() < Duration::from_secs(1));
    signal(Signal::INT, sleeper.id());
    assert_eq!(sleeper.finish().status.code(), Some(130));
}

#[test]
fn a_second_signal_ends_the_run_at_once_even_when_the_server_does_not_answer() {
    let db = Database::new();
    let (_project, child) = sleeping(&db, "");
    let backend = sleepers(&db).remove(0).parse().unwrap();
    signal(Signal::STOP, backend);
    let started = Instant::now();
    signal(Signal::INT, child.id());
    std::thread::sleep(Duration::from_millis(100));
    signal(Signal::INT, child.id());
    let output = child.finish();
    let took = started.elapsed();
    signal(Signal::CONT, backend);
    assert_eq!(output.status.code(), Some(130));
    assert!(took < Duration::from_millis(500), "{took:?}");
}
