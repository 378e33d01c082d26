//! A run that ends at any moment leaves the history as it was, or complete; called again, it goes on.

use std::process::Stdio;
use std::time::Duration;

use super::{DOWN, UP, is_marked, on};
use crate::support::{Cluster, Database, Project, ended};

#[test]
fn killed_at_any_moment_the_history_is_as_before_or_complete() {
    let cluster = Cluster::own(&[]);
    let db = Database::owned_on(&cluster);
    db.execute("CREATE TABLE t (id int PRIMARY KEY); CREATE VIEW v AS SELECT * FROM t");
    let project = Project::new();
    let took = {
        let begun = std::time::Instant::now();
        on(&project, &db, &["baseline", "--dry-run"]).ok();
        begun.elapsed()
    };
    let (mut unmarked, mut marked) = (0, 0);
    for round in 0..24 {
        let mut child = on(&project, &db, &["baseline"])
            .into_command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // More often towards the end, where something is written.
        std::thread::sleep(took.mul_f64(1.15 * f64::from(round + 1).sqrt() / 24_f64.sqrt()));
        let _ = child.kill();
        ended(&mut child);
        // The server ends what was under way.
        std::thread::sleep(Duration::from_millis(20));
        let tables = db.value(
            "SELECT count(*) FROM pg_class WHERE relname IN ('refinery_schema_history', 'migrate_journal')",
        );
        if is_marked(&db) {
            marked += 1;
            assert_eq!(tables, "2");
            assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE outcome = 'done'"), "1");
            assert!(project.path().join(UP).exists() && project.path().join(DOWN).exists());
            on(&project, &db, &["status", "--check"]).ok();
            db.execute("DROP TABLE refinery_schema_history, migrate_journal");
            project.remove(UP).remove(DOWN);
        } else {
            unmarked += 1;
            assert_eq!(tables, "0");
        }
    }
    assert!(unmarked > 0, "{marked} of 24 came to their end");
    on(&project, &db, &["baseline"]).ok();
    assert!(is_marked(&db));
}
