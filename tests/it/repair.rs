//! `migrate repair`: what only a person can decide, with who and when in the journal.

use crate::support::{Database, Project, ended, wait_until};

const HEAD: &str = "-- migrate:no-transaction\n";

fn decisions(db: &Database) -> Vec<String> {
    db.query("SELECT version, outcome, message, role_name FROM migrate_journal WHERE message IS NOT NULL AND sqlstate IS NULL ORDER BY entry_id")
}

#[test]
fn an_edited_script_is_accepted_for_us_and_for_refinery() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.file("migrations/V001__t1.sql", "CREATE TABLE t1 (id int PRIMARY KEY); -- explained\n");
    project.file("rollbacks/V001__t1.sql", "DROP TABLE t1; -- explained\n");
    project.migrate_on(&db).args(["up"]).code(4);
    project
        .migrate_on(&db)
        .args(["repair", "accept", "V001"])
        .ok()
        .says(&["V001", "recorded in the journal"]);
    project.migrate_on(&db).args(["status", "--check"]).ok();
    assert_eq!(decisions(&db), ["1|accepted|accept|postgres"]);
    let theirs =
        refinery::Migration::unapplied("V001__t1", "CREATE TABLE t1 (id int PRIMARY KEY); -- explained\n")
            .unwrap();
    assert_eq!(db.value("SELECT checksum FROM refinery_schema_history"), theirs.checksum().to_string());
    project.migrate_on(&db).args(["repair", "accept", "1"]).code(2).says(&["was not edited"]);
    project.remove("migrations/V001__t1.sql").remove("rollbacks/V001__t1.sql");
    project.pair("V002__t2", "CREATE TABLE t2 (id int);", "DROP TABLE t2;");
    project.migrate_on(&db).args(["down"]).ok();
}

/// A script that was interrupted at its second statement.
fn interrupted() -> (Database, Project) {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V001__half", &format!("{HEAD}CREATE TABLE a (id int);\nSELECT nope;"), "DROP TABLE a;");
    project.migrate_on(&db).args(["up"]).code(1);
    (db, project)
}

#[test]
fn an_interrupted_script_counts_as_applied() {
    let (db, project) = interrupted();
    project.migrate_on(&db).args(["repair", "applied", "V001"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).ok();
    assert_eq!(decisions(&db), ["1|done|applied|postgres"]);
    project.migrate_on(&db).args(["down"]).ok();
    assert_eq!(db.value("SELECT to_regclass('a')"), "");
}

#[test]
fn an_interrupted_script_counts_as_not_applied_and_starts_again_from_its_first_statement() {
    let (db, project) = interrupted();
    db.execute("DROP TABLE a");
    project.migrate_on(&db).args(["repair", "not-applied", "V001"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).code(3).shows(&["pending"]);
    project.pair("V001__half", &format!("{HEAD}CREATE TABLE a (id bigint);"), "DROP TABLE a;");
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn an_interrupted_rollback_is_decided_either_way() {
    for (word, applied) in [("applied", "1"), ("not-applied", "0")] {
        let (db, project) = (Database::new(), Project::new());
        project.pair(
            "V001__two",
            "CREATE TABLE a (id int);",
            &format!("{HEAD}DROP TABLE a;\nDROP TABLE nope;"),
        );
        project.migrate_on(&db).args(["up"]).ok();
        project.migrate_on(&db).args(["down"]).code(1);
        project.migrate_on(&db).args(["repair", word, "V001"]).ok();
        assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), applied);
        project.migrate_on(&db).args(["status"]).ok();
    }
}

/// A script whose `CALL` was under way when the client was killed.
fn in_doubt() -> (Database, Project) {
    let (db, project) = (Database::new(), Project::new());
    let procedure = "CREATE TABLE log (id int);
        CREATE PROCEDURE slow() LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO log VALUES (1); COMMIT; PERFORM pg_sleep(60); END $$;";
    project.pair("V001__procedure", procedure, "DROP PROCEDURE slow(); DROP TABLE log;");
    project.migrate_on(&db).args(["up"]).ok();
    project.pair("V002__call", &format!("{HEAD}CALL slow();\nINSERT INTO log VALUES (2);"), "TRUNCATE log;");
    let mut child = project
        .migrate_on(&db)
        .args(["up"])
        .into_command()
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    wait_until("something is logged", || db.value("SELECT count(*) FROM log") != "0");
    child.kill().unwrap();
    ended(&mut child);
    (db, project)
}

#[test]
fn a_call_whose_outcome_nobody_knows_is_never_run_again_blindly() {
    let (db, project) = in_doubt();
    let up = || project.migrate_on(&db).args(["up", "--lock-wait", "20s"]);
    up().code(4).says(&[
        "statement 1",
        "whether it took effect cannot be determined",
        "migrate repair executed V002",
    ]);
    assert_eq!(db.value("SELECT count(*) FROM log"), "1");
    project.migrate_on(&db).args(["repair", "executed", "V002"]).ok();
    up().ok().says(&["resumes at statement 2 of 2"]);
    assert_eq!(db.value("SELECT string_agg(id::text, ',') FROM log"), "1,2");
    project.migrate_on(&db).args(["repair", "executed", "V002"]).code(2).says(&["was not interrupted"]);
}

#[test]
fn a_statement_that_counts_as_not_executed_runs_again() {
    let (db, project) = in_doubt();
    project.migrate_on(&db).args(["repair", "not-executed", "V002", "--lock-wait", "20s"]).ok();
    db.execute("CREATE OR REPLACE PROCEDURE slow() LANGUAGE sql AS 'INSERT INTO log VALUES (3)'");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT string_agg(id::text, ',' ORDER BY id) FROM log"), "1,2,3");
}

#[test]
fn there_is_nothing_to_repair_where_nothing_is_wrong() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up", "--to", "1"]).ok();
    for (word, version, piece) in [
        ("accept", "1", "was not edited"),
        ("accept", "2", "is not applied"),
        ("accept", "9", "there is no migration V009"),
        ("applied", "1", "was not interrupted"),
        ("not-applied", "2", "was not interrupted"),
        ("executed", "1", "was not interrupted"),
    ] {
        project.migrate_on(&db).args(["repair", word, version]).code(2).says(&[piece]);
    }
    project.migrate_on(&db).args(["repair", "force", "1"]).code(2);
}
