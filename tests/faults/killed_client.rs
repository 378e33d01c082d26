//! kill -9 of the program, at any moment.

use std::time::Duration;

use crate::random::Random;
use crate::support::{Database, Project};
use crate::workload::{State, end, lock_is_free_within, start, twenty, undisturbed, wait_for};

/// The lock of a killed run goes with its session, which the server ends within this time.
const FREE_WITHIN: Duration = Duration::from_secs(2);

/// Kills `up` once, twice or three times; the `up` after that must leave what an undisturbed one does.
#[expect(clippy::print_stderr, reason = "figures for whoever asks with --nocapture")]
fn up_is_killed(rounds: u64) {
    let (project, mut random) = (twenty(), Random::new());
    let (wanted, took) = undisturbed(Database::new(), &project, &["up"]);
    let (mut slowest, mut unfinished) = (Duration::ZERO, 0);
    for round in 0..rounds {
        let db = Database::new();
        for _ in 0..=random.below(3) {
            let mut run = start(&project, &db, &["up", "--lock-wait", "20s"]);
            let moment = random.moment(took);
            std::thread::sleep(moment);
            unfinished += u64::from(run.try_wait().unwrap().is_none());
            run.kill().unwrap();
            end(run);
            // Every second time the next run starts while the server still works for the killed one.
            if random.below(2) == 0 {
                slowest = slowest.max(lock_is_free_within(&db, FREE_WITHIN));
            }
        }
        let again = project.migrate_on(&db).args(["up", "--lock-wait", "20s"]).run();
        assert_eq!(again.code, Some(0), "round {round}: {again:#?}");
        assert_eq!(State::of(&db), wanted, "round {round}: {again:#?}");
        lock_is_free_within(&db, FREE_WITHIN);
        project.migrate_on(&db).args(["status", "--check"]).ok();
        db.remove();
    }
    eprintln!(
        "undisturbed {took:?}; {unfinished} runs killed in {rounds} rounds; lock free after {slowest:?} at most"
    );
    assert!(unfinished >= rounds / 2, "too many runs were over before they were killed");
}

#[test]
fn up_leaves_the_same_as_an_undisturbed_run_after_being_killed() {
    up_is_killed(6);
}

#[test]
#[ignore = "long: make faults"]
fn up_leaves_the_same_as_an_undisturbed_run_after_being_killed_in_full() {
    up_is_killed(200);
}

/// Kills `down --all` once or twice; the one after that must leave what an undisturbed one does.
fn down_is_killed(rounds: u64) {
    let (project, mut random) = (twenty(), Random::new());
    let all = ["down", "--all", "--yes", "--lock-wait", "20s"];
    let db = Database::new();
    project.migrate_on(&db).args(["up"]).ok();
    let (wanted, took) = undisturbed(db, &project, &all);
    for round in 0..rounds {
        let db = Database::new();
        project.migrate_on(&db).args(["up"]).ok();
        for _ in 0..=random.below(2) {
            let mut run = start(&project, &db, &all);
            std::thread::sleep(random.moment(took));
            run.kill().unwrap();
            end(run);
        }
        let again = project.migrate_on(&db).args(all).run();
        assert_eq!(again.code, Some(0), "round {round}: {again:#?}");
        assert_eq!(State::of(&db), wanted, "round {round}: {again:#?}");
        lock_is_free_within(&db, FREE_WITHIN);
        db.remove();
    }
}

#[test]
fn down_rolls_everything_back_after_being_killed() {
    down_is_killed(4);
}

#[test]
#[ignore = "long: make faults"]
fn down_rolls_everything_back_after_being_killed_in_full() {
    down_is_killed(100);
}

/// Kills `up` while the server is busy for a minute; the session of the killed run must be gone soon.
fn killed_while(db: &Database, project: &Project, busy: &str) {
    let mut run = start(project, db, &["up"]);
    wait_for(db, busy);
    run.kill().unwrap();
    end(run);
    lock_is_free_within(db, FREE_WITHIN);
}

#[test]
fn the_lock_of_a_run_that_is_killed_in_a_long_statement_is_free_soon() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.pair("V002__long", "CREATE TABLE half (id int); SELECT pg_sleep(60);", "DROP TABLE half;");
    killed_while(&db, &project, "query LIKE '%pg_sleep(60)%'");
    project.pair("V002__long", "CREATE TABLE half (id int);", "DROP TABLE half;");
    project.migrate_on(&db).args(["up"]).ok();
}

#[test]
fn the_lock_of_a_run_that_is_killed_while_it_waits_for_a_lock_is_free_soon() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    let head = "-- migrate:no-transaction\n";
    project.pair(
        "V002__index",
        &format!("{head}CREATE INDEX CONCURRENTLY t1_more_idx ON t1 ((id + 1));"),
        &format!("{head}DROP INDEX CONCURRENTLY t1_more_idx;"),
    );
    let url = db.url().to_owned();
    let writer = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; INSERT INTO t1 VALUES (1); SELECT pg_sleep(5); COMMIT").unwrap();
    });
    wait_for(&db, "query LIKE 'BEGIN; INSERT%'");
    killed_while(&db, &project, "query LIKE 'CREATE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'");
    let again = project.migrate_on(&db).args(["up"]).ok();
    again.says(&["dropped index public.t1_more_idx, left invalid", "applied V002__index"]);
    writer.join().unwrap();
    assert_eq!(db.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 't1_more_idx'::regclass"), "t");
}
