//! kill -9 of the postmaster, and a server that comes back on the same data directory.

use std::time::Duration;

use crate::random::Random;
use crate::support::{Cluster, Database, Project};
use crate::workload::{State, end, lock_is_free_within, start, twenty, undisturbed, wait_for};

fn server_is_killed(rounds: u64) {
    let mut cluster = Cluster::own(&[]);
    let (project, mut random) = (twenty(), Random::new());
    let (wanted, took) = undisturbed(Database::on(&cluster), &project, &["up"]);
    let mut hit = 0;
    for round in 0..rounds {
        let db = Database::on(&cluster);
        let run = start(&project, &db, &["up"]);
        std::thread::sleep(random.moment(took));
        cluster.kill();
        let run = end_after_restart(&mut cluster, run);
        // A COMMIT whose answer was lost is looked for in the server that came back: that run succeeds.
        assert!(matches!(run.code, Some(0 | 1 | 5)), "round {round}: {run:#?}");
        hit += u64::from(run.code != Some(0));
        let again = project.migrate_on(&db).args(["up", "--lock-wait", "20s"]).run();
        assert_eq!(again.code, Some(0), "round {round}: {run:#?}, then {again:#?}");
        assert_eq!(State::of(&db), wanted, "round {round}: {run:#?}, then {again:#?}");
        lock_is_free_within(&db, Duration::from_secs(2));
        db.remove();
    }
    assert!(hit >= rounds / 2, "too many runs were over before the server was killed: {hit}");
}

fn end_after_restart(cluster: &mut Cluster, run: std::process::Child) -> crate::support::Run {
    let waiting = std::thread::spawn(move || end(run));
    cluster.restart();
    waiting.join().unwrap()
}

#[test]
fn up_leaves_the_same_after_the_server_was_killed() {
    server_is_killed(2);
}

#[test]
#[ignore = "long: make faults"]
fn up_leaves_the_same_after_the_server_was_killed_in_full() {
    server_is_killed(50);
}

#[test]
fn an_index_that_a_crash_left_invalid_is_dropped_and_built_again() {
    let mut cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("INSERT INTO t1 SELECT generate_series(1, 100)");
    let head = "-- migrate:no-transaction\n";
    project.pair(
        "V002__index",
        &format!("{head}CREATE INDEX CONCURRENTLY t1_more_idx ON t1 ((id + 1));"),
        &format!("{head}DROP INDEX CONCURRENTLY t1_more_idx;"),
    );
    let url = db.url().to_owned();
    let writer = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; INSERT INTO t1 VALUES (0); SELECT pg_sleep(60); COMMIT").is_err()
    });
    wait_for(&db, "query LIKE 'BEGIN; INSERT%'");
    let run = start(&project, &db, &["up"]);
    wait_for(&db, "query LIKE 'CREATE INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'");
    cluster.kill();
    let run = end_after_restart(&mut cluster, run);
    assert_eq!(run.code, Some(1), "{run:#?}");
    assert!(writer.join().unwrap());
    let valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 't1_more_idx'::regclass";
    assert_eq!(db.value(valid), "f");
    project.migrate_on(&db).args(["status", "--check"]).code(3).shows(&["interrupted"]);
    let again = project.migrate_on(&db).args(["up"]).ok();
    again.says(&["dropped index public.t1_more_idx, left invalid", "applied V002__index"]);
    assert_eq!(db.value(valid), "t");
    assert_eq!(db.value("SELECT count(*) FROM t1"), "100");
}
