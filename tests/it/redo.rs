//! `migrate redo`

use crate::support::{Database, Project};

#[test]
fn redo_takes_the_newest_back_and_applies_the_edited_file() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    project.file("migrations/V002__t2.sql", "CREATE TABLE t2 (id int PRIMARY KEY, more text);\n");
    let run = project.migrate_on(&db).args(["redo"]).ok();
    run.says(&["rolled back V002__t2", "applied V002__t2"]);
    assert_eq!(
        db.value("SELECT count(*) FROM pg_attribute WHERE attrelid = 't2'::regclass AND attnum > 0"),
        "2"
    );
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn redo_of_several_needs_confirmation_and_keeps_the_order() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["redo", "2"]).code(2).says(&["--yes"]);
    project.migrate_on(&db).args(["redo", "2", "--yes"]).ok();
    let order =
        db.query("SELECT direction || version FROM migrate_journal WHERE entry_id > 3 ORDER BY entry_id");
    assert_eq!(order, ["down3", "down2", "up2", "up3"]);
}

#[test]
fn redo_without_the_file_is_refused_before_anything_is_rolled_back() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    project.remove("migrations/V002__t2.sql").remove("rollbacks/V002__t2.sql");
    project.migrate_on(&db).args(["redo"]).code(2).says(&["`V002__t2` cannot be reapplied"]);
    assert_eq!(db.value("SELECT to_regclass('t2')"), "t2");
}

#[test]
fn a_redo_that_fails_on_the_way_up_leaves_the_migration_pending() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    project.file("migrations/V002__t2.sql", "CREATE TABLE t2 (id nonsense);\n");
    let run = project.migrate_on(&db).args(["redo"]).code(1);
    run.says(&["type \"nonsense\" does not exist", "rolled back before the failure and kept: `V002__t2`"]);
    assert_eq!(db.value("SELECT max(version) FROM refinery_schema_history"), "1");
}

#[test]
fn a_dry_run_shows_both_ways() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    let run = project.migrate_on(&db).args(["redo", "--dry-run", "--format", "json"]).ok();
    let plan = run.json()["plan"].clone();
    assert_eq!((&plan[0]["direction"], &plan[1]["direction"]), (&"down".into(), &"up".into()));
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal"), "1");
}
