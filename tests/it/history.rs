//! Files and history disagree: each problem has its own message, exit code 4, and changes nothing.

use crate::support::{Database, Project, ended, wait_until};

#[test]
fn an_edited_migration_stops_up_with_both_hashes() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up", "--to", "1"]).ok();
    let applied = db.value("SELECT left(up_sha256, 12) FROM migrate_journal");
    project.file("migrations/V001__t1.sql", "CREATE TABLE t1 (id int PRIMARY KEY); -- a comment\n");
    let run = project.migrate_on(&db).args(["up"]).code(4);
    run.says(&[
        "migration `V001__t1` was applied, but its file has changed since",
        &applied,
        "file is ",
        "migrate redo",
    ]);
    assert_eq!(db.value("SELECT to_regclass('t2')"), "");
    project.migrate_on(&db).args(["status"]).ok().shows(&["edited", "1 problem with the history"]);
    project.migrate_on(&db).args(["status", "--check"]).code(4);
}

#[test]
fn a_missing_file_stops_up() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    project.remove("migrations/V001__t1.sql").remove("rollbacks/V001__t1.sql");
    project.pair("V003__t3", "CREATE TABLE t3 (id int);", "DROP TABLE t3;");
    project.migrate_on(&db).args(["up"]).code(4).says(&["`V001__t1` was applied, but its file is missing"]);
    assert_eq!(db.value("SELECT to_regclass('t3')"), "");
    project.migrate_on(&db).args(["status", "--check"]).code(4).shows(&["missing"]);
}

#[test]
fn a_late_file_stops_up_until_it_is_allowed() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.pair("V003__t3", "CREATE TABLE t3 (id int);", "DROP TABLE t3;");
    project.migrate_on(&db).args(["up"]).ok();
    project.pair("V002__late", "CREATE TABLE late (id int);", "DROP TABLE late;");
    project.pair("V004__t4", "CREATE TABLE t4 (id int);", "DROP TABLE t4;");
    let run = project.migrate_on(&db).args(["up"]).code(4);
    run.says(&["`V002__late` is pending below `V003__t3`", "--out-of-order"]);
    project.migrate_on(&db).args(["status", "--check"]).code(4).shows(&["out of order"]);
    assert_eq!(db.value("SELECT to_regclass('t4')"), "");
    project.migrate_on(&db).args(["up", "--out-of-order"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "4");
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn a_renamed_migration_is_not_a_new_one() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.remove("migrations/V001__t1.sql").remove("rollbacks/V001__t1.sql");
    project.pair("V001__renamed", "CREATE TABLE t1 (id int PRIMARY KEY);\n", "DROP TABLE t1;\n");
    project
        .migrate_on(&db)
        .args(["up"])
        .code(4)
        .says(&["version V001 was applied as `t1`", "`V001__renamed`"]);
}

#[test]
fn all_problems_are_reported_at_once() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    project.migrate_on(&db).args(["up"]).ok();
    project.file("migrations/V001__t1.sql", "SELECT 'edited';");
    project.pair("V002__late", "SELECT 1;", "SELECT 1;");
    project.remove("migrations/V003__t3.sql").remove("rollbacks/V003__t3.sql");
    let run = project.migrate_on(&db).args(["up"]).code(4);
    run.says(&["has changed since", "is pending below", "its file is missing"]);
}

#[test]
fn line_ends_and_a_byte_order_mark_are_no_edit() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.file("migrations/V001__t1.sql", "\u{feff}CREATE TABLE t1 (id int PRIMARY KEY);\r\n");
    project.file("rollbacks/V001__t1.sql", "\u{feff}DROP TABLE t1;\r\n");
    project.migrate_on(&db).args(["status", "--check"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
}

#[test]
fn a_history_in_another_schema_of_the_search_path_is_found() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    db.execute("CREATE SCHEMA \"My Schema\"");
    project.file("migrate.toml", "[scripts]\n[database]\nsearch_path = [\"My Schema\", \"public\"]\n");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT to_regclass('\"My Schema\".refinery_schema_history') IS NOT NULL"), "t");
    assert_eq!(db.value("SELECT to_regclass('\"My Schema\".t1') IS NOT NULL"), "t");
    project.migrate_on(&db).args(["status", "--check"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
}

#[test]
fn two_runs_at_once_apply_everything_once() {
    let (db, project) = (Database::new(), Project::with_tables(12));
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..6).map(|_| scope.spawn(|| project.migrate_on(&db).args(["up"]).run())).collect();
        for run in runs {
            let run = run.join().unwrap();
            assert_eq!(run.code, Some(0), "{run:#?}");
        }
    });
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE outcome = 'done'"), "12");
}

#[test]
fn a_run_that_holds_the_lock_is_named() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__slow", "SELECT pg_sleep(60);", "SELECT 1;");
    let mut slow = project.migrate_on(&db).args(["up"]).into_command();
    let mut slow = slow.stderr(std::process::Stdio::null()).spawn().unwrap();
    let asked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%'";
    wait_until("the script sleeps", || db.value(asked) != "0");
    let run = project.migrate_on(&db).args(["up", "--lock-wait", "300ms"]).code(6);
    run.says(&[
        "another run",
        "migrate up V001",
        "SELECT pg_sleep(60)",
        " pid ",
        "| application ",
        "| postgres",
        "--lock-wait",
    ]);
    project.migrate_on(&db).args(["status"]).ok();
    slow.kill().unwrap();
    ended(&mut slow);
}
