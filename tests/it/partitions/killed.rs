//! Runs that are killed, many at once, beside an application that goes on inserting.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{bounds, database_on, events, month, partitions};
use crate::support::{Cluster, Held, Over, ended};

#[test]
fn killed_at_any_moment_it_leaves_no_half_made_partition_and_no_row_is_refused() {
    const RUNS: u64 = 20;
    let cluster = Cluster::own(&[]);
    let db = database_on(&cluster);
    events(&db);
    let now = format!("'{}-01 12:00:00+00'", month(&db, 0));
    let done = AtomicBool::new(false);
    let inserted = std::thread::scope(|scope| {
        let _over = Over(&done);
        let writer = scope.spawn(|| {
            let application = Held::open(db.url());
            let mut rows = 0_u64;
            while !done.load(Ordering::Relaxed) {
                let insert = format!("INSERT INTO events VALUES ({rows}, {now})");
                application.query(&insert).unwrap_or_else(|state| panic!("row {rows} was refused: {state}"));
                rows += 1;
            }
            rows
        });
        let runs: Vec<_> = (0..RUNS)
            .map(|run| {
                let db = &db;
                scope.spawn(move || {
                    let ahead = (run + 2).to_string();
                    let mut call = partitions(db, &["ensure", "--ahead", &ahead]).into_command();
                    let mut child = call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
                    // Spread over the start, the wait for the others, and the work.
                    std::thread::sleep(Duration::from_millis(5 + run * 37 % 300));
                    let _ = child.kill();
                    ended(&mut child);
                })
            })
            .collect();
        for run in runs {
            run.join().unwrap();
        }
        // Whatever the killed ones left, the next one finishes.
        partitions(&db, &["ensure", "--ahead", "24"]).ok();
        done.store(true, Ordering::Relaxed);
        writer.join().unwrap()
    });
    assert!(inserted > 0);
    assert_eq!(db.value("SELECT count(*) FROM events"), inserted.to_string());
    assert_eq!(bounds(&db, "events").len(), 25);
    let loose = "SELECT relname FROM pg_class WHERE relname LIKE 'events\\_%' AND relkind = 'r' AND NOT relispartition";
    assert_eq!(db.query(loose), Vec::<String>::new());
    partitions(&db, &["check", "--ahead", "24"]).ok();
}
