//! Sessions that are in the way, and sessions that must not be kept waiting.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::support::{Database, Over, Project};
use crate::workload::wait_for;

/// A session that reads a table and stays in its transaction. It returns whether it came to its end.
fn reader(db: &Database, seconds: u32) -> std::thread::JoinHandle<bool> {
    let url = db.url().to_owned();
    let held = format!("BEGIN; SELECT count(*) FROM t1; SELECT pg_sleep({seconds}); COMMIT");
    let session = std::thread::spawn(move || {
        let named = format!("{url}&application_name=monthly%20report");
        Database::try_query(&named, &held).is_ok()
    });
    wait_for(db, "query LIKE 'BEGIN; SELECT count%' AND wait_event = 'PgSleep'");
    session
}

/// A statement that needs ACCESS EXCLUSIVE queues behind a reader, and every later reader queues
/// behind the statement: for as long as one try lasts, and no longer.
#[expect(clippy::print_stderr, reason = "figures for whoever asks with --nocapture")]
fn readers_go_on(rounds: u32) {
    for _ in 0..rounds {
        let (db, project) = (Database::new(), Project::with_tables(1));
        project.migrate_on(&db).args(["up"]).ok();
        project.pair("V002__column", "ALTER TABLE t1 ADD COLUMN x int;", "ALTER TABLE t1 DROP COLUMN x;");
        let holder = reader(&db, 5);
        let over = AtomicBool::new(false);
        let waits = std::thread::scope(|scope| {
            let _over = Over(&over);
            let probes: Vec<_> = (0..3)
                .map(|_| {
                    scope.spawn(|| {
                        let mut waits = Vec::new();
                        while !over.load(Ordering::SeqCst) {
                            let started = Instant::now();
                            db.query("SELECT count(*) FROM t1");
                            waits.push(started.elapsed());
                            std::thread::sleep(Duration::from_millis(50));
                        }
                        waits
                    })
                })
                .collect();
            let run = project.migrate_on(&db).args(["up"]).run();
            over.store(true, Ordering::SeqCst);
            assert_eq!(run.code, Some(0), "{run:#?}");
            run.says(&["blocked by another session (55P03)", "applied V002__column"]);
            probes.into_iter().flat_map(|probe| probe.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(holder.join().unwrap());
        let longest = waits.iter().max().unwrap();
        eprintln!("{} reads beside the run, the longest waited {longest:?}", waits.len());
        // They did have to queue, or nothing was tried here.
        assert!(*longest > Duration::from_millis(100), "{longest:?}");
        assert!(*longest < Duration::from_millis(2_100), "{longest:?}");
    }
}

#[test]
fn a_long_reader_is_outlasted_and_other_readers_wait_no_longer_than_one_try() {
    readers_go_on(1);
}

#[test]
#[ignore = "long: make faults"]
fn a_long_reader_is_outlasted_and_other_readers_wait_no_longer_than_one_try_in_full() {
    readers_go_on(20);
}

#[test]
fn a_session_that_outlasts_every_try_is_named() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.pair(
        "V002__column",
        "-- migrate:lock-timeout 50ms\nCREATE TABLE half (id int);\nALTER TABLE t1 ADD COLUMN x int;\n",
        "ALTER TABLE t1 DROP COLUMN x;",
    );
    let holder = reader(&db, 60);
    let pid = db.value("SELECT pid FROM pg_stat_activity WHERE application_name = 'monthly report' AND datname = current_database()");
    let started = Instant::now();
    let run = project.migrate_on(&db).args(["up", "--lock-budget", "3s"]).code(1);
    assert!(started.elapsed() < Duration::from_secs(50), "{:?}", started.elapsed());
    run.says(&[
        "migration `V002__column` failed: canceling statement due to lock timeout",
        "migrations/V002__column.sql",
        "sqlstate: 55P03",
        "public.t1",
        &format!("blocked by: pid {pid}, `monthly report`, role `postgres`, from local"),
        "nothing of it is left",
    ]);
    assert_eq!(db.value("SELECT to_regclass('half')"), "");
    // The holder is ours, and has done its part.
    db.execute(&format!("SELECT pg_cancel_backend({pid})"));
    assert!(!holder.join().unwrap());
    project.migrate_on(&db).args(["up"]).ok();
}
