//! Autovacuum at work on a table that a script locks: it is made to let go, by an owner without other rights.

use std::time::{Duration, Instant};

use crate::support::{Cluster, Database, Project, Run, wait_until};

/// It begins soon, and takes an hour for each of these tables.
const SLOW: &str = "autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1, fillfactor = 10,
    autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_scale_factor = 0";
const SOON: &str = "autovacuum_naptime=1s";

/// A table on which a worker is at work that began for `more`.
fn at_work(cluster: &Cluster, tables: &str, more: &str, doing: &str) -> (Database, Project) {
    let (db, project) = (Database::owned_on(cluster), Project::new());
    project.pair("V001__column", "ALTER TABLE t ADD COLUMN x int;", "ALTER TABLE t DROP COLUMN x;");
    project.file("migrate.toml", "[database]\nexisting = \"allow\"\n");
    db.execute(tables);
    db.execute(more);
    let work = format!(
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'
             AND datname = current_database() AND query LIKE 'autovacuum: {doing}%'"
    );
    wait_until("autovacuum is at work", || db.value(&work) != "0");
    (db, project)
}

fn table(name: &str, more: &str) -> String {
    format!("CREATE TABLE {name} (id int, pad text) WITH ({SLOW}, {more})")
}

/// It gets through soon, and says nothing of it.
fn is_quiet(run: &Run, started: Instant) {
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    for word in ["waiting", "note", "warning", "blocked"] {
        assert!(!run.stderr.contains(word), "{run:#?}");
    }
}

const VACUUM_ONLY: &str = "autovacuum_vacuum_threshold = 10, autovacuum_analyze_threshold = 100000000,
    autovacuum_vacuum_insert_threshold = -1";
const ANALYZE_ONLY: &str = "autovacuum_vacuum_threshold = 100000000, autovacuum_analyze_threshold = 10,
    autovacuum_vacuum_insert_threshold = -1";
const ROWS: &str = "SELECT g, repeat('x', 500) FROM generate_series(1, 2000) AS g";

#[test]
fn a_worker_lets_go_of_a_table() {
    let cluster = Cluster::own(&[SOON]);
    let rows = format!("INSERT INTO t {ROWS}; DELETE FROM t WHERE id % 2 = 0");
    let (db, project) = at_work(&cluster, &table("t", VACUUM_ONLY), &rows, "VACUUM public.t");
    let started = Instant::now();
    is_quiet(&project.migrate_on(&db).args(["up"]).ok(), started);
}

#[test]
fn one_that_analyzes_does_so_too_also_where_the_body_of_a_script_meets_it() {
    let cluster = Cluster::own(&[SOON]);
    let rows = format!("INSERT INTO t {ROWS}");
    let (db, project) = at_work(&cluster, &table("t", ANALYZE_ONLY), &rows, "ANALYZE public.t");
    let hidden = "CREATE TABLE n (id int); DO $$ BEGIN EXECUTE 'ALTER TABLE t ADD COLUMN x int'; END $$;";
    project.pair("V001__column", hidden, "ALTER TABLE t DROP COLUMN x; DROP TABLE n;");
    let started = Instant::now();
    is_quiet(&project.migrate_on(&db).args(["up"]).ok(), started);
}

#[test]
fn a_worker_lets_go_of_a_partition() {
    let cluster = Cluster::own(&[SOON]);
    let tables = format!(
        "CREATE TABLE t (id int, pad text) PARTITION BY RANGE (id);
         CREATE TABLE t_old PARTITION OF t FOR VALUES FROM (0) TO (1);
         CREATE TABLE t_new PARTITION OF t FOR VALUES FROM (1) TO (1000000) WITH ({SLOW}, {VACUUM_ONLY})"
    );
    let rows = format!("INSERT INTO t {ROWS}; DELETE FROM t WHERE id % 2 = 0");
    let (db, project) = at_work(&cluster, &tables, &rows, "VACUUM public.t_new");
    let started = Instant::now();
    is_quiet(&project.migrate_on(&db).args(["up"]).ok(), started);
}

#[test]
fn one_that_prevents_the_wraparound_of_transaction_ids_stays_and_is_named() {
    let cluster = Cluster::own(&[SOON, "autovacuum_freeze_max_age=100000"]);
    let consume = format!("INSERT INTO t {ROWS}");
    let never = "autovacuum_vacuum_threshold = 100000000, autovacuum_analyze_threshold = 100000000,
        autovacuum_vacuum_insert_threshold = -1";
    let (db, project) = (Database::owned_on(&cluster), Project::new());
    project.pair("V001__column", "ALTER TABLE t ADD COLUMN x int;", "ALTER TABLE t DROP COLUMN x;");
    project.file("migrate.toml", "[database]\nexisting = \"allow\"\n");
    db.execute(&table("t", never));
    db.execute(&consume);
    db.superuser(
        "DO $$ BEGIN FOR i IN 1 .. 100100 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$",
    );
    let work = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'autovacuum worker'
        AND query LIKE 'autovacuum: VACUUM% public.t (to prevent wraparound)'";
    wait_until("autovacuum is at work", || !db.query(work).is_empty());
    let pid = db.value(work);
    let run =
        project.migrate_on(&db).args(["up", "--lock-budget", "6s", "--kill-blockers-after", "1s"]).code(1);
    let told = run.stderr.matches("prevents the wraparound of transaction ids in `public.t`").count();
    assert_eq!(told, 1, "{run:#?}");
    run.says(&[&format!("blocked by: pid {pid}, autovacuum of `public.t`"), "pg_stat_progress_vacuum"]);
    // It still works: nobody has ended it.
    assert_eq!(db.value(work), pid);
    db.superuser(&format!("SELECT pg_terminate_backend({pid})"));
}
