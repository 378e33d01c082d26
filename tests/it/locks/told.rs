//! What is told of the locks of each migration: tries, how long they were held, and who waited.

use super::changes_a_table;
use crate::support::{Cluster, Database, Run, wait_until};

const SLOW: &str = "ALTER TABLE t1 ADD COLUMN x int;\nSELECT pg_sleep(1.5);";

/// Runs `up` of a script that holds its table for a while, with two readers behind it.
fn beside_readers(flags: &[&str]) -> Run {
    let (db, project) = changes_a_table(Cluster::shared());
    project.pair("V002__column", SLOW, "ALTER TABLE t1 DROP COLUMN x;");
    let args = ["up"].into_iter().chain(flags.iter().copied());
    let migrate = project.migrate_on(&db).args(args);
    let run = std::thread::spawn(move || migrate.ok());
    let locked = "SELECT count(*) FROM pg_locks WHERE relation = 't1'::regclass AND granted
        AND mode = 'AccessExclusiveLock'";
    wait_until("the table is locked", || db.value(locked) != "0");
    let readers = [(); 2].map(|()| {
        let url = db.url().to_owned();
        std::thread::spawn(move || Database::try_query(&url, "SELECT count(*) FROM t1").unwrap())
    });
    for reader in readers {
        reader.join().unwrap();
    }
    run.join().unwrap()
}

#[test]
fn a_document_says_how_long_locks_were_held_and_how_many_waited() {
    let step = beside_readers(&["--format", "json"]).json()["steps"][0].clone();
    assert_eq!((&step["tries"], &step["sessions_queued"]), (&1.into(), &2.into()), "{step}");
    let held = step["locks_held_ms"].as_f64().unwrap();
    assert!((1_500.0..60_000.0).contains(&held), "{step}");
}

#[test]
fn with_v_a_line_says_it_and_without_it_does_not() {
    let line = |run: Run| {
        let line = run.stderr.lines().find(|line| line.contains("applied V002__column"));
        line.unwrap_or_else(|| panic!("{run:#?}")).to_owned()
    };
    let told = line(beside_readers(&["-v"]));
    assert!(told.contains(", locks held for ") && told.contains(", 2 sessions waited"), "{told}");
    let told = line(beside_readers(&[]));
    assert!(!told.contains("held") && !told.contains("waited"), "{told}");
}

#[test]
fn every_try_is_counted() {
    let (db, project) = changes_a_table(Cluster::shared());
    let url = db.url().to_owned();
    let reader = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; LOCK TABLE t1 IN ACCESS SHARE MODE; SELECT pg_sleep(2); COMMIT")
            .unwrap();
    });
    let locked = "SELECT count(*) FROM pg_locks WHERE relation = 't1'::regclass";
    wait_until("the table is locked", || db.value(locked) != "0");
    let step = project.migrate_on(&db).args(["up", "--format", "json"]).ok().json()["steps"][0].clone();
    assert!(step["tries"].as_u64() >= Some(2), "{step}");
    reader.join().unwrap();
}

#[test]
fn whoever_locks_nothing_that_was_there_holds_nothing() {
    let (db, project) = changes_a_table(Cluster::shared());
    project.pair("V002__column", "CREATE TABLE fresh (id int PRIMARY KEY);", "DROP TABLE fresh;");
    let step = project.migrate_on(&db).args(["up", "--format", "json"]).ok().json()["steps"][0].clone();
    let expected = (&1.into(), &0.0.into(), &0.into());
    assert_eq!((&step["tries"], &step["locks_held_ms"], &step["sessions_queued"]), expected, "{step}");
}
