//! `migrate down`

use crate::support::{Database, Ends, Project};

fn applied(db: &Database) -> String {
    db.value(
        "SELECT COALESCE(string_agg(version::text, ',' ORDER BY version), '') FROM refinery_schema_history",
    )
}

#[test]
fn down_takes_one_step_back_unless_told_otherwise() {
    let (db, project) = (Database::new(), Project::with_tables(6));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down"]).ok().says(&["rolled back V006__t6"]);
    assert_eq!(applied(&db), "1,2,3,4,5");
    assert_eq!(db.value("SELECT to_regclass('t6')"), "");
    project.migrate_on(&db).args(["down", "--steps", "2", "--yes"]).ok();
    assert_eq!(applied(&db), "1,2,3");
    project.migrate_on(&db).args(["down", "--to", "1", "--yes"]).ok();
    assert_eq!(applied(&db), "1");
    project.migrate_on(&db).args(["down", "--all"]).ok();
    assert_eq!(applied(&db), "");
    project.migrate_on(&db).args(["down"]).ok().says(&["nothing to do"]);
}

#[test]
fn without_a_terminal_more_than_one_step_needs_confirmation() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down", "--steps", "2"]).code(2).says(&["2 migrations", "--yes"]);
    project.migrate_on(&db).args(["down", "--all"]).code(2);
    project.migrate_on(&db).args(["down", "--to", "0"]).code(2);
    assert_eq!(applied(&db), "1,2,3");
    project.migrate_on(&db).args(["down", "--to", "0", "--yes"]).ok();
    assert_eq!(applied(&db), "");
}

#[test]
fn on_a_terminal_it_asks_and_no_means_no() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    let ask = |answer: &str| {
        let call = format!(
            "(sleep 0.5; printf '{answer}'; sleep 0.5) | script -qec '{} --dir . --database-url {} down' /dev/null",
            env!("CARGO_BIN_EXE_migrate"),
            db.url()
        );
        let output =
            std::process::Command::new("sh").arg("-c").arg(&call).current_dir(project.path()).finish();
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let interrupted = ask("\\003");
    assert!(interrupted.contains("interrupted"), "{interrupted}");
    assert_eq!(applied(&db), "1");
    let no = ask("n\\n");
    assert!(no.contains("run this? [y/N]") && no.contains("nothing was run"), "{no}");
    assert_eq!(applied(&db), "1");
    let yes = ask("y\\n");
    assert!(yes.contains("rolled back"), "{yes}");
    assert_eq!(applied(&db), "");
}

#[test]
fn a_dry_run_shows_what_would_run_and_runs_nothing() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    let run = project.migrate_on(&db).args(["down", "--all", "--dry-run"]).ok();
    let lines: Vec<&str> = run.stdout.lines().filter(|line| line.contains("down")).collect();
    assert!(lines[0].contains("V002") && lines[1].contains("V001"), "{lines:?}");
    assert_eq!(applied(&db), "1,2");
}

#[test]
fn when_the_file_is_gone_the_rollback_of_the_journal_runs_and_it_says_so() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    project.migrate_on(&db).args(["down"]).ok().says(&["V002__t2", "with the rollback kept in the journal"]);
    assert_eq!(db.value("SELECT to_regclass('t2')"), "");
    assert_eq!(applied(&db), "1");
}

#[test]
fn a_rollback_file_that_differs_needs_a_decision() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    let kept = db.value("SELECT left(down_sha256, 12) FROM migrate_journal");
    project.file("rollbacks/V001__t1.sql", "DROP TABLE t1; CREATE TABLE from_file (id int);");
    let run = project.migrate_on(&db).args(["down"]).code(4);
    run.says(&[&kept, "file ", "journal ", "--use file", "--use journal"]);
    assert_eq!(applied(&db), "1");
    project.migrate_on(&db).args(["down", "--use", "journal"]).ok();
    assert_eq!(db.value("SELECT to_regclass('from_file')"), "");
    project.file("rollbacks/V001__t1.sql", "DROP TABLE t1;\n");
    project.migrate_on(&db).args(["up"]).ok();
    project.file("rollbacks/V001__t1.sql", "DROP TABLE t1; CREATE TABLE from_file (id int);");
    project.migrate_on(&db).args(["down", "--use", "file"]).ok();
    assert_eq!(db.value("SELECT to_regclass('from_file')"), "from_file");
}

#[test]
fn it_never_steps_past_an_irreversible_migration() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.pair("V002__burn", "CREATE TABLE burnt (id int);", "-- migrate:irreversible the keys are gone\n");
    project.pair("V003__t3", "CREATE TABLE t3 (id int);", "DROP TABLE t3;");
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down", "--all", "--yes"]).code(1).says(&[
        "V002__burn",
        "the keys are gone",
        "nothing was run",
        "`down --to 2` goes as far as it can",
    ]);
    assert_eq!(applied(&db), "1,2,3");
    project.migrate_on(&db).args(["down", "--to", "2", "--yes"]).ok();
    assert_eq!(applied(&db), "1,2");
    project.migrate_on(&db).args(["down"]).code(1).says(&["is irreversible"]);
    assert_eq!(applied(&db), "1,2");
}

#[test]
fn a_rollback_that_fails_changes_nothing() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.pair("V003__bad", "CREATE TABLE bad (id int);", "DROP TABLE bad;\nDROP TABLE typo;\n");
    project.migrate_on(&db).args(["up"]).ok();
    let run = project.migrate_on(&db).args(["down", "--steps", "2", "--yes"]).code(1);
    run.says(&[
        "rollback of `V003__bad` failed",
        "rollbacks/V003__bad.sql",
        "sqlstate: 42P01",
        "no migration was rolled back by this run",
    ]);
    assert_eq!(applied(&db), "1,2,3");
    assert_eq!(db.value("SELECT to_regclass('bad')"), "bad");
}

#[test]
fn down_to_what_is_not_applied_is_refused() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up", "--to", "1"]).ok();
    project.migrate_on(&db).args(["down", "--to", "2"]).code(2).says(&["V002 is not applied"]);
    project.migrate_on(&db).args(["down", "--all", "--steps", "1"]).code(2);
}

#[test]
fn a_script_that_declares_that_it_has_nothing_to_do_is_complete_without_a_statement() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    let (to_do, to_undo) = ("-- migrate:nothing-to-do for MySQL", "-- migrate:nothing-to-undo a data fix");
    project.pair("V002__fix", "UPDATE t1 SET id = id;", to_undo).pair("V003__stub", to_do, to_undo).pair(
        "V004__loud",
        &format!("-- migrate:no-transaction\n{to_do}"),
        &format!("-- migrate:no-transaction\n{to_undo}"),
    );
    project.migrate_on(&db).args(["up"]).ok().says(&["applied V004__loud"]);
    project.migrate_on(&db).args(["redo", "3", "--yes"]).ok();
    project
        .migrate_on(&db)
        .args(["roundtrip", "--no-seed", "--from", "V001"])
        .ok()
        .says(&["3 of 3 pairs proven"]);
    project.migrate_on(&db).args(["down", "--all", "--yes"]).ok().says(&["rolled back V001__t1"]);
    project.pair("V002__fix", "UPDATE t1 SET id = id;", "SELECT 1;");
    project.migrate_on(&db).args(["roundtrip", "--no-seed"]).code(1).shows(&["executes nothing that undoes"]);
}

#[test]
fn down_takes_the_highest_version_and_last_applied_the_one_that_came_last() {
    let (db, project) = (Database::new(), Project::with_tables(4));
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    project.migrate_on(&db).args(["up"]).ok();
    project.pair("V002__t2", "CREATE TABLE t2 (id int);", "DROP TABLE t2;");
    project.migrate_on(&db).args(["up", "--out-of-order"]).ok().says(&["applied V002__t2"]);
    let call = |args: &[&str]| project.migrate_on(&db).args(["down"]).args(args.iter().copied());
    call(&["--dry-run"]).ok().shows(&["V004"]);
    call(&["--last-applied", "--dry-run"]).ok().shows(&["V002"]);
    call(&["--last-applied"]).ok().says(&["rolled back V002__t2"]);
    assert_eq!(applied(&db), "1,3,4");
    call(&["--last-applied"]).ok().says(&["rolled back V004__t4"]);
    call(&[]).ok().says(&["rolled back V003__t3"]);
    call(&["--last-applied"]).ok();
    call(&["--last-applied"]).ok().says(&["nothing to do"]);
    for other in [["--to", "1"].as_slice(), &["--steps", "1"], &["--all"]] {
        call(&["--last-applied"])
            .args(other.iter().copied())
            .code(2)
            .says(&["cannot be used with", "--last-applied"]);
    }
    call(&["--help"]).ok().shows(&["highest version", "--out-of-order", "--last-applied"]);
}

#[test]
fn what_an_application_applied_last_is_last_too() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.migrate_on(&db).args(["up"]).ok();
    // An edit that was accepted is no application; a time of another tool's counts.
    db.execute(
        "UPDATE refinery_schema_history SET applied_on = '2100-01-01T00:00:00.5+02:00' WHERE version = 1",
    );
    db.execute("UPDATE refinery_schema_history SET applied_on = 'yesterday' WHERE version = 3");
    let order = ["V001", "V002", "V003"];
    for version in order {
        project
            .migrate_on(&db)
            .args(["down", "--last-applied"])
            .ok()
            .says(&[&format!("rolled back {version}")]);
    }
}
