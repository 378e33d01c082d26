//! Sixteen runs at once, as sixteen replicas of an application start them.

use crate::support::{Cluster, Database, Project};
use crate::workload::{State, end, locks, start};

const RUNNERS: usize = 16;

fn project() -> Project {
    let project = Project::with_tables(3);
    project.pair(
        "V004__rows",
        "INSERT INTO t1 SELECT generate_series(1, 5000); INSERT INTO t2 SELECT id FROM t1; SELECT pg_sleep(0.1);",
        "DELETE FROM t1; DELETE FROM t2;",
    );
    project.pair(
        "V005__indexes",
        "-- migrate:no-transaction\nCREATE INDEX CONCURRENTLY t1_more_idx ON t1 ((id + 1));\nCREATE INDEX CONCURRENTLY t2_more_idx ON t2 ((id + 1));\n",
        "-- migrate:no-transaction\nDROP INDEX CONCURRENTLY t1_more_idx;\nDROP INDEX CONCURRENTLY t2_more_idx;\n",
    );
    project.pair("V006__column", "ALTER TABLE t3 ADD COLUMN x int;", "ALTER TABLE t3 DROP COLUMN x;");
    project
}

fn sixteen_at_once(rounds: u32) {
    let cluster = Cluster::own(&["max_connections=100", "deadlock_timeout=200ms"]);
    let project = project();
    let alone = Database::on(&cluster);
    project.migrate_on(&alone).args(["up"]).ok();
    let wanted = State::of(&alone);
    for round in 0..rounds {
        let db = Database::on(&cluster);
        let runs: Vec<_> =
            (0..RUNNERS).map(|_| start(&project, &db, &["up", "--lock-wait", "2min"])).collect();
        let runs: Vec<_> = runs.into_iter().map(end).collect();
        for run in &runs {
            assert_eq!(run.code, Some(0), "round {round}: {run:#?}");
        }
        let applied: usize = runs.iter().map(|run| run.stderr.matches("applied V").count()).sum();
        assert_eq!(applied, 6, "round {round}: {runs:#?}");
        let done =
            "SELECT version, count(*) FROM migrate_journal WHERE outcome = 'done' GROUP BY 1 ORDER BY 1";
        assert_eq!(db.query(done), ["1|1", "2|1", "3|1", "4|1", "5|1", "6|1"], "round {round}");
        assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE outcome = 'failed'"), "0");
        assert_eq!(State::of(&db), wanted, "round {round}");
        assert_eq!(locks(&db), "0");
        db.remove();
    }
    assert!(!cluster.log().contains("deadlock"), "{}", cluster.log());
}

#[test]
fn sixteen_runs_at_once_apply_every_migration_exactly_once() {
    sixteen_at_once(2);
}

#[test]
#[ignore = "long: make faults"]
fn sixteen_runs_at_once_apply_every_migration_exactly_once_in_full() {
    sixteen_at_once(50);
}
