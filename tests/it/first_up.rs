//! The first `up` of a database: one that applied nothing leaves nothing.

use crate::support::{Cluster, Database, Project};

/// The tables of ours that are there.
fn ours(db: &Database) -> Vec<String> {
    db.query("SELECT relname FROM pg_class WHERE relname IN ('refinery_schema_history', 'migrate_journal') ORDER BY 1")
}

#[test]
fn one_that_applied_nothing_leaves_no_table_of_ours() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::new());
    project.pair("V001__orders", "CREATE TABLE orders (id int); SELECT 1 / 0;", "DROP TABLE orders;");
    let before = db.catalog();
    for _ in 0..2 {
        let run = project.migrate_on(&db).args(["up"]).code(1);
        run.says(&["division by zero", "nothing of it is left"]);
        assert_eq!(db.catalog(), before);
    }
    project.file("migrations/V001__orders.sql", "CREATE TABLE orders (id int);");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(ours(&db).len(), 2);
}

#[test]
fn what_was_applied_or_half_done_stays_written_down() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::with_tables(1));
    project.pair("V002__wrong", "SELECT 1 / 0;", "SELECT 1;");
    project.migrate_on(&db).args(["up"]).code(1).says(&["applied before the failure and kept: `V001__t1`"]);
    assert_eq!(ours(&db).len(), 2);
    assert_eq!(db.value("SELECT count(*) FROM migrate_journal WHERE outcome = 'failed'"), "1");

    let (db, project) = (Database::owned_on(Cluster::shared()), Project::new());
    let steps = "-- migrate:no-transaction\nCREATE TABLE t (id int);\nSELECT 1 / 0;\n";
    project.pair("V001__steps", steps, "-- migrate:no-transaction\nDROP TABLE t;\n");
    project.migrate_on(&db).args(["up"]).code(1);
    assert_eq!(ours(&db).len(), 2);
    project.file("migrations/V001__steps.sql", steps.replace("1 / 0", "1"));
    project.migrate_on(&db).args(["up"]).ok().says(&["resumes at statement 2 of 2"]);
}

#[test]
fn tables_that_were_there_before_stay() {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["down", "--yes"]).ok();
    project.file("migrations/V001__t1.sql", "SELECT 1 / 0;");
    project.migrate_on(&db).args(["up"]).code(1);
    assert_eq!(ours(&db).len(), 2);
}
