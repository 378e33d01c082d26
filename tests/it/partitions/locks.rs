//! Who notices that partitions are made: nobody who reads or writes.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::{bounds, database, events, month, partitions};
use crate::support::{Database, Held, Over, ended};

/// Somebody who holds a transaction open on the table: a long reader, a long writer.
fn held(db: &Database, statement: &str) -> Held {
    let held = Held::open(db.url());
    held.query(&format!("BEGIN; {statement}")).unwrap();
    held
}

#[test]
fn a_long_reader_and_a_long_writer_neither_wait_nor_are_waited_for() {
    let db = database();
    events(&db);
    let now = format!("'{}-01 12:00:00+00'", month(&db, 0));
    let reader = held(&db, "SELECT count(*) FROM events");
    let writer = held(&db, &format!("INSERT INTO events VALUES (1, {now})"));
    // The run ends although both are in the middle of something.
    partitions(&db, &["ensure"]).ok();
    assert_eq!(bounds(&db, "events").len(), 4);
    reader.query("SELECT count(*) FROM events; COMMIT").unwrap();
    writer.query(&format!("INSERT INTO events VALUES (2, {now}); COMMIT")).unwrap();
    assert_eq!(db.value("SELECT count(*) FROM events"), "2");
}

#[test]
fn the_lock_on_the_parent_is_share_update_exclusive_at_most() {
    let db = database();
    events(&db);
    // Another maintenance command holds the lock that ATTACH wants, so that what it holds can be read.
    let other = held(&db, "LOCK TABLE events IN SHARE UPDATE EXCLUSIVE MODE");
    let mut run = partitions(&db, &["ensure"]).into_command();
    let mut child = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let asked = || {
        db.query(
            "SELECT DISTINCT mode FROM pg_locks JOIN pg_stat_activity USING (pid)
             WHERE relation = 'events'::regclass AND application_name LIKE 'migrate partitions%' ORDER BY 1",
        )
    };
    let started = Instant::now();
    let mut modes = asked();
    while !modes.contains(&"ShareUpdateExclusiveLock".to_owned()) {
        assert!(started.elapsed() < Duration::from_secs(20), "it never asked: {modes:?}");
        modes = asked();
    }
    assert_eq!(modes, ["ShareUpdateExclusiveLock"]);
    other.query("ROLLBACK").unwrap();
    assert!(ended(&mut child).success());
}

#[test]
fn an_application_that_holds_what_a_foreign_key_refers_to_is_never_the_victim() {
    let db = database();
    events(&db);
    db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let _over = Over(&done);
        // DEFAULT is always being read, so that the run has to wait for it, and others behind the run.
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    let reader = held(&db, "SELECT count(*) FROM events_default");
                    std::thread::sleep(Duration::from_millis(120));
                    reader.query("COMMIT").unwrap();
                    std::thread::sleep(Duration::from_millis(60));
                }
            });
        }
        let application = scope.spawn(|| {
            let application = Held::open(db.url());
            application.query("SET app.tenant = 1").unwrap();
            let mut rows = 0;
            while !done.load(Ordering::Relaxed) {
                let pair = format!("BEGIN; UPDATE tenants SET id = id WHERE id = 1; INSERT INTO events VALUES (1, timestamp '1999-01-01' + {rows} * interval '1 s')");
                application.query(&pair).unwrap_or_else(|state| panic!("row {rows}: {state}"));
                application.query("COMMIT").unwrap();
                rows += 1;
            }
        });
        let run = partitions(&db, &["ensure"]).run();
        done.store(true, Ordering::Relaxed);
        application.join().unwrap();
        assert!(run.code == Some(0) || run.stderr.contains("55P03"), "{}", run.stderr);
    });
}
