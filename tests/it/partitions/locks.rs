//! Who notices that partitions are made: nobody who reads or writes.

use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{bounds, events, month, partitions};
use crate::support::{Database, Held};

/// Somebody who holds a transaction open on the table: a long reader, a long writer.
fn held(db: &Database, statement: &str) -> Held {
    let held = Held::open(db.url());
    held.query(&format!("BEGIN; {statement}")).unwrap();
    held
}

#[test]
fn a_long_reader_and_a_long_writer_neither_wait_nor_are_waited_for() {
    let db = Database::new();
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
    let db = Database::new();
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
    assert_eq!(modes, ["AccessShareLock", "ShareUpdateExclusiveLock"]);
    other.query("ROLLBACK").unwrap();
    assert!(child.wait().unwrap().success());
}
