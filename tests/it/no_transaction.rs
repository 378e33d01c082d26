//! Scripts without a transaction: statement by statement, resumed, and healed.

use std::time::Duration;

use rustix::process::Signal;

use crate::support::{Cluster, Database, Project, ended, signal};

const HEAD: &str = "-- migrate:no-transaction\n";

/// A table with rows, and a migration that builds a unique index on it concurrently.
fn with_index(unique: &str) -> (Database, Project) {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__table", "CREATE TABLE t (a int, b int);", "DROP TABLE t;");
    let up = format!(
        "{HEAD}CREATE {unique} INDEX CONCURRENTLY t_a_idx ON t (a);\nCREATE INDEX CONCURRENTLY t_b_idx ON t (b);\n"
    );
    let down = format!("{HEAD}DROP INDEX CONCURRENTLY t_b_idx;\nDROP INDEX CONCURRENTLY t_a_idx;\n");
    project.pair("V002__indexes", &up, &down);
    project.migrate_on(&db).args(["up", "--to", "1"]).ok();
    (db, project)
}

fn indexes(db: &Database) -> Vec<String> {
    db.query("SELECT indexrelid::regclass || ' ' || indisvalid FROM pg_index WHERE indrelid = 't'::regclass ORDER BY 1")
}

fn outcomes(db: &Database) -> String {
    db.value(
        "SELECT string_agg(direction || ' ' || COALESCE(statement_index::text, '-') || ' ' || outcome, ', ' ORDER BY entry_id)
         FROM migrate_journal WHERE version = 2",
    )
}

#[test]
fn several_concurrent_builds_in_one_script_and_their_way_back() {
    let (db, project) = with_index("");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(indexes(&db), ["t_a_idx true", "t_b_idx true"]);
    assert_eq!(outcomes(&db), "up 0 running, up 0 executed, up 1 running, up 1 executed, up - done");
    project.migrate_on(&db).args(["status", "--check"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
    assert_eq!(indexes(&db), Vec::<String>::new());
    project.migrate_on(&db).args(["redo"]).ok();
}

#[test]
fn a_failed_build_is_resumed_and_its_invalid_index_rebuilt() {
    let (db, project) = with_index("UNIQUE");
    db.execute("INSERT INTO t VALUES (1, 1), (1, 2)");
    let run = project.migrate_on(&db).args(["up"]).code(1);
    run.says(&["V002__indexes.sql:2:1", "sqlstate: 23505", "0 of 2 statements executed and kept"]);
    assert_eq!(indexes(&db), ["t_a_idx false"]);
    project.migrate_on(&db).args(["status", "--check"]).code(3).shows(&["interrupted"]);
    db.execute("DELETE FROM t WHERE b = 2");
    let run = project.migrate_on(&db).args(["up"]).ok();
    run.says(&["dropped index public.t_a_idx, left invalid", "applied V002__indexes"]);
    assert_eq!(indexes(&db), ["t_a_idx true", "t_b_idx true"]);
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn if_not_exists_does_not_record_success_over_an_invalid_index() {
    let (db, project) = with_index("UNIQUE");
    db.execute("INSERT INTO t VALUES (1, 1), (1, 2)");
    assert!(Database::try_query(db.url(), "CREATE UNIQUE INDEX CONCURRENTLY t_a_idx ON t (a)").is_err());
    assert_eq!(indexes(&db), ["t_a_idx false"]);
    db.execute("DELETE FROM t WHERE b = 2");
    let up = format!("{HEAD}CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_a_idx ON t (a);\n");
    project.pair("V002__indexes", &up, &format!("{HEAD}DROP INDEX CONCURRENTLY t_a_idx;\n"));
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(indexes(&db), ["t_a_idx true"]);
}

#[test]
fn a_script_goes_on_at_the_failed_statement_and_never_repeats_the_ones_before() {
    let (db, project) = (Database::new(), Project::new());
    let script = |third: &str| {
        format!(
            "{HEAD}SET search_path = app, public;\nCREATE TABLE once (id int);\nINSERT INTO once VALUES (1);\n{third};\nINSERT INTO once VALUES (2);\n"
        )
    };
    db.execute("CREATE SCHEMA app");
    project.pair("V001__steps", &script("SELECT nope"), "DROP TABLE app.once;");
    let run = project.migrate_on(&db).args(["up"]).code(1);
    run.says(&["V001__steps.sql:5:8", "3 of 5 statements executed and kept", "42703"]);
    assert_eq!(db.value("SELECT count(*) FROM app.once"), "1");
    project.pair("V001__steps", &script("SELECT 'mended'"), "DROP TABLE app.once;");
    project.migrate_on(&db).args(["up"]).ok().says(&["V001__steps resumes at statement 4 of 5"]);
    assert_eq!(db.value("SELECT string_agg(id::text, ',' ORDER BY id) FROM app.once"), "1,2");
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn editing_a_statement_that_is_executed_is_refused() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__steps", &format!("{HEAD}CREATE TABLE a (id int);\nSELECT nope;"), "DROP TABLE a;");
    project.migrate_on(&db).args(["up"]).code(1);
    project.pair("V001__steps", &format!("{HEAD}CREATE TABLE a (id bigint);\nSELECT 1;"), "DROP TABLE a;");
    let run = project.migrate_on(&db).args(["up"]).code(4);
    run.says(&["statement 1 of `V001__steps` was already executed, but its text has changed"]);
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "0");
}

#[test]
fn a_half_applied_script_is_neither_skipped_nor_rolled_back() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.pair("V002__half", &format!("{HEAD}CREATE TABLE a (id int);\nSELECT nope;"), "DROP TABLE a;");
    project.migrate_on(&db).args(["up"]).code(1);
    project.migrate_on(&db).args(["down"]).code(4).says(&["`V002__half` was being applied", "migrate up"]);
    assert_eq!(db.value("SELECT to_regclass('t1')"), "t1");
    project.pair("V002__half", "CREATE TABLE a (id int);\nSELECT 1;", "DROP TABLE a;");
    project
        .migrate_on(&db)
        .args(["up"])
        .code(4)
        .says(&["`V002__half` was started without a transaction", "-- migrate:no-transaction"]);
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "1");
}

#[test]
fn a_half_done_rollback_is_finished_before_going_up_again() {
    let (db, project) = (Database::new(), Project::new());
    let down = |second: &str| format!("{HEAD}DROP TABLE a;\n{second};\n");
    project.pair("V001__two", "CREATE TABLE a (id int); CREATE TABLE b (id int);", &down("DROP TABLE c"));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down"]).code(1).says(&["1 of 2 statements executed and kept"]);
    project.migrate_on(&db).args(["up"]).code(4).says(&["was being rolled back", "migrate down"]);
    project.migrate_on(&db).args(["status"]).ok().shows(&["interrupted"]);
    project.pair("V001__two", "CREATE TABLE a (id int); CREATE TABLE b (id int);", &down("DROP TABLE b"));
    project.migrate_on(&db).args(["down", "--use", "file"]).ok().says(&["resumes at statement 2 of 2"]);
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "0");
    project.migrate_on(&db).args(["up"]).ok();
}

#[test]
fn a_reader_that_holds_an_old_snapshot_delays_a_build_and_does_not_break_it() {
    let (db, project) = with_index("");
    let url = db.url().to_owned();
    let reader = std::thread::spawn(move || {
        let held =
            "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM t; SELECT pg_sleep(3); COMMIT";
        Database::try_query(&url, held).unwrap();
    });
    wait_for(&db, "query LIKE 'BEGIN ISOLATION LEVEL REPEATABLE%'");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(indexes(&db), ["t_a_idx true", "t_b_idx true"]);
    reader.join().unwrap();
}

/// A URL whose sessions give up on locks quickly.
fn impatient(db: &Database) -> String {
    format!("{}&options=-c%20lock_timeout%3D200ms", db.url())
}

fn wait_for(db: &Database, condition: &str) {
    let asked =
        format!("SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND {condition}");
    for _ in 0..500 {
        if db.value(&asked) != "0" {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("never seen: {condition}");
}

#[test]
fn a_build_that_the_server_still_runs_for_a_killed_client_is_waited_for() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::new());
    project.pair("V001__table", "CREATE TABLE t (a int);", "DROP TABLE t;");
    project.migrate_on(&db).args(["up"]).ok();
    let up = format!("{HEAD}CREATE INDEX CONCURRENTLY t_a_idx ON t (a);");
    project.pair("V002__index", &up, &format!("{HEAD}DROP INDEX CONCURRENTLY t_a_idx;"));
    let url = db.url().to_owned();
    let writer = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; INSERT INTO t VALUES (1); SELECT pg_sleep(4); COMMIT").unwrap();
    });
    wait_for(&db, "query LIKE 'BEGIN; INSERT%'");
    let mut first = project
        .migrate_on(&db)
        .args(["up"])
        .into_command()
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    wait_for(&db, "query LIKE 'CREATE INDEX CONCURRENTLY%'");
    let builder = db.value("SELECT pid FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY%'");
    let builder = builder.parse().unwrap();
    // A server process that is stopped cannot notice that its client is gone.
    signal(Signal::STOP, builder);
    first.kill().unwrap();
    ended(&mut first);
    let second = std::thread::scope(|scope| {
        // The lock of the killed run goes with its session: end that wait first.
        let run = scope.spawn(|| project.migrate_on(&db).args(["up", "--lock-wait", "30s"]).run());
        std::thread::sleep(Duration::from_millis(1500));
        signal(Signal::CONT, builder);
        run.join().unwrap()
    });
    assert_eq!(second.code, Some(0), "{second:#?}");
    assert_eq!(indexes(&db), ["t_a_idx true"]);
    writer.join().unwrap();
}

#[test]
fn a_foreign_build_of_the_same_index_is_waited_for_and_not_dropped() {
    let (db, project) = with_index("");
    let url = db.url().to_owned();
    let writer = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; INSERT INTO t VALUES (1, 1); SELECT pg_sleep(3); COMMIT").unwrap();
    });
    wait_for(&db, "query LIKE 'BEGIN; INSERT%'");
    let url = db.url().to_owned();
    let foreign = std::thread::spawn(move || {
        Database::try_query(&url, "CREATE INDEX CONCURRENTLY t_a_idx ON t (a)").is_ok()
    });
    wait_for(&db, "query LIKE 'CREATE INDEX CONCURRENTLY%'");
    let up = format!("{HEAD}CREATE INDEX CONCURRENTLY IF NOT EXISTS t_a_idx ON t (a);");
    project.pair("V002__indexes", &up, &format!("{HEAD}DROP INDEX CONCURRENTLY t_a_idx;"));
    project.migrate_on(&db).args(["up"]).ok().says(&["the server is still building public.t_a_idx"]);
    assert!(foreign.join().unwrap());
    assert_eq!(indexes(&db), ["t_a_idx true"]);
    writer.join().unwrap();
}

#[test]
fn a_pending_detach_is_finalized() {
    let (db, project) = (Database::new(), Project::new());
    let up = "CREATE TABLE p (a int) PARTITION BY RANGE (a);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);";
    project.pair("V001__parts", up, "DROP TABLE p;");
    project.migrate_on(&db).args(["up"]).ok();
    let url = db.url().to_owned();
    let reader = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; SELECT count(*) FROM p; SELECT pg_sleep(2); COMMIT").unwrap();
    });
    wait_for(&db, "query LIKE 'BEGIN; SELECT count%'");
    let detach = "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY";
    assert!(Database::try_query(&impatient(&db), detach).is_err());
    reader.join().unwrap();
    assert_eq!(db.value("SELECT inhdetachpending FROM pg_inherits WHERE inhparent = 'p'::regclass"), "t");
    project.pair(
        "V002__detach",
        &format!("{HEAD}{detach};"),
        "ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (0) TO (10);",
    );
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM pg_inherits WHERE inhparent = 'p'::regclass"), "0");
    project.migrate_on(&db).args(["down"]).ok();
}

#[test]
fn a_lock_that_is_not_free_is_tried_again_in_a_script_without_a_transaction_too() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    let up = format!("{HEAD}-- migrate:lock-timeout 200ms\nALTER TABLE t1 ADD COLUMN x int;\nVACUUM t1;\n");
    project.pair("V002__alter", &up, "ALTER TABLE t1 DROP COLUMN x;");
    let url = db.url().to_owned();
    let reader = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; LOCK TABLE t1 IN ACCESS SHARE MODE; SELECT pg_sleep(2); COMMIT")
            .unwrap();
    });
    wait_for(&db, "query LIKE 'BEGIN; LOCK TABLE t1%'");
    std::thread::sleep(Duration::from_millis(100));
    project.migrate_on(&db).args(["up"]).ok().says(&["blocked by another session (55P03)"]);
    reader.join().unwrap();
}

#[test]
fn discard_all_gives_up_the_lock_and_is_caught() {
    let (db, project) = (Database::new(), Project::new());
    project.pair(
        "V001__discard",
        &format!("{HEAD}CREATE TABLE a (id int);\nDISCARD ALL;\nCREATE TABLE b (id int);\n"),
        "DROP TABLE a;",
    );
    let run = project.migrate_on(&db).args(["up"]).code(1);
    run.says(&["released the lock of this run", "DISCARD ALL"]);
    assert_eq!(db.value("SELECT to_regclass('b')"), "");
}

#[test]
fn roles_and_paths_of_the_script_do_not_reach_the_journal() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::new());
    db.execute("CREATE ROLE weak; CREATE SCHEMA app; GRANT ALL ON SCHEMA app TO weak");
    let up = format!(
        "{HEAD}SET ROLE weak;\nSET search_path = app;\nCREATE TABLE a (id int);\nVACUUM a;\nCREATE TABLE b (id int);\n"
    );
    project.pair("V001__weak", &up, "DROP TABLE app.a, app.b;").pair(
        "V002__after",
        "CREATE TABLE c (id int);",
        "DROP TABLE c;",
    );
    project.migrate_on(&db).args(["up"]).ok();
    let owners = db.query("SELECT schemaname || '.' || tablename || ' ' || tableowner FROM pg_tables WHERE tablename IN ('a', 'b', 'c') ORDER BY 1");
    assert_eq!(owners, ["app.a weak", "app.b weak", "public.c postgres"]);
}

#[test]
fn leftovers_of_an_interrupted_reindex_are_reported() {
    let (db, project) = with_index("");
    project.migrate_on(&db).args(["up"]).ok();
    let url = db.url().to_owned();
    let writer = std::thread::spawn(move || {
        Database::try_query(&url, "BEGIN; INSERT INTO t VALUES (1, 1); SELECT pg_sleep(2); COMMIT").unwrap();
    });
    wait_for(&db, "query LIKE 'BEGIN; INSERT%'");
    let refused = Database::try_query(&impatient(&db), "REINDEX INDEX CONCURRENTLY t_a_idx").unwrap_err();
    assert_eq!(refused.code().map(tokio_postgres::error::SqlState::code), Some("55P03"), "{refused:?}");
    writer.join().unwrap();
    assert_eq!(indexes(&db), ["t_a_idx true", "t_a_idx_ccnew false", "t_b_idx true"]);
    project.pair("V003__vacuum", &format!("{HEAD}VACUUM t;"), "SELECT 1;");
    project.migrate_on(&db).args(["up"]).ok().says(&["REINDEX CONCURRENTLY left", "t_a_idx_ccnew"]);
}
