//! The contract with refinery: a database that an application migrated with refinery is taken over
//! with no conversion, and handed back. Run against the `refinery` library's own `Runner`, as an
//! application would.

use refinery::{Migration, Runner};
use tokio_postgres::NoTls;

use crate::support::{Database, Project};

/// Runs refinery over a project's migrations, as an application does at its start. Returns the
/// versions that it applied, or its error.
fn refinery_runs(db: &Database, project: &Project) -> Result<Vec<i32>, String> {
    let mut files: Vec<_> = std::fs::read_dir(project.path().join("migrations"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let migrations: Vec<Migration> = files
        .iter()
        .map(|file| {
            let stem = file.file_stem().unwrap().to_str().unwrap();
            Migration::unapplied(stem, &std::fs::read_to_string(file).unwrap()).unwrap()
        })
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (mut client, connection) = tokio_postgres::connect(db.url(), NoTls).await.unwrap();
        tokio::spawn(connection);
        let report = Runner::new(&migrations)
            .set_abort_divergent(true)
            .set_abort_missing(true)
            .run_async(&mut client)
            .await
            .map_err(|error| error.to_string())?;
        Ok(report.applied_migrations().iter().map(Migration::version).collect())
    })
}

#[test]
fn what_we_applied_is_applied_and_undivergent_for_refinery() {
    let (db, project) = (Database::new(), Project::with_tables(4));
    project.pair(
        "V005__Odd_Name_1",
        "CREATE TABLE \"Ünï\" (x text DEFAULT 'é😀');\n",
        "DROP TABLE \"Ünï\";\n",
    );
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(refinery_runs(&db, &project), Ok(vec![]));
}

#[test]
fn what_refinery_applied_is_applied_and_unedited_for_us() {
    let (db, project) = (Database::new(), Project::with_tables(4));
    assert_eq!(refinery_runs(&db, &project), Ok(vec![1, 2, 3, 4]));
    project.migrate_on(&db).args(["status", "--check"]).ok().shows(&["at V004, 0 pending"]);
    project.migrate_on(&db).args(["up"]).ok().says(&["nothing to do"]);
    assert_eq!(db.value("SELECT to_regclass('migrate_journal')"), "");
}

#[test]
fn the_two_take_turns_on_one_history() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    assert_eq!(refinery_runs(&db, &project), Ok(vec![1, 2]));
    project.pair("V003__t3", "CREATE TABLE t3 (id int);", "DROP TABLE t3;");
    project.migrate_on(&db).args(["up"]).ok().says(&["V003__t3"]);
    project.pair("V004__t4", "CREATE TABLE t4 (id int);", "DROP TABLE t4;");
    assert_eq!(refinery_runs(&db, &project), Ok(vec![4]));
    project.migrate_on(&db).args(["down", "--steps", "3", "--yes"]).ok();
    assert_eq!(refinery_runs(&db, &project), Ok(vec![2, 3, 4]));
    project.migrate_on(&db).args(["status", "--check"]).ok();
    assert_eq!(refinery_runs(&db, &project), Ok(vec![]));
}

#[test]
fn refinerys_int4_table_is_read_and_written_as_it_is() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    refinery_runs(&db, &project).unwrap();
    let width = "SELECT atttypid::regtype FROM pg_attribute
        WHERE attrelid = 'refinery_schema_history'::regclass AND attname = 'version'";
    assert_eq!(db.value(width), "integer");
    project.pair("V002__t2", "CREATE TABLE t2 (id int);", "DROP TABLE t2;");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value(width), "integer");
    assert_eq!(refinery_runs(&db, &project), Ok(vec![]));
    project.pair("V5000000000__wide", "CREATE TABLE w (id int);", "DROP TABLE w;");
    project.migrate_on(&db).args(["up"]).code(4).says(&["5000000000", "int4", "2147483648"]);
}

#[test]
fn the_table_that_we_make_is_the_one_that_refinery_makes() {
    let (ours, theirs, project) = (Database::new(), Database::new(), Project::with_tables(1));
    project.migrate_on(&ours).args(["up"]).ok();
    refinery_runs(&theirs, &project).unwrap();
    let shape = "SELECT attname, format_type(atttypid, atttypmod), attnotnull FROM pg_attribute
        WHERE attrelid = 'refinery_schema_history'::regclass AND attnum > 0 ORDER BY attnum";
    assert_eq!(ours.query(shape), theirs.query(shape));
    let rows = "SELECT version, name, checksum FROM refinery_schema_history";
    assert_eq!(ours.query(rows), theirs.query(rows));
}

#[test]
fn rights_that_somebody_gave_on_refinerys_table_stay() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    refinery_runs(&db, &project).unwrap();
    db.execute("GRANT SELECT ON refinery_schema_history TO pg_monitor");
    project.pair("V002__t2", "CREATE TABLE t2 (id int);", "DROP TABLE t2;");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(
        db.value("SELECT has_table_privilege('pg_monitor', 'refinery_schema_history', 'SELECT')"),
        "t"
    );
}

#[test]
fn versions_beyond_int4_get_the_wide_table_of_refinerys_int8_feature() {
    let (db, project) = (Database::new(), Project::new());
    project.pair("V20261123093000__stamp", "CREATE TABLE s (id int);", "DROP TABLE s;");
    project.migrate_on(&db).args(["up"]).ok();
    assert_eq!(db.value("SELECT version FROM refinery_schema_history"), "20261123093000");
    project.migrate_on(&db).args(["status", "--check"]).ok();
    project.migrate_on(&db).args(["down"]).ok();
    assert_eq!(db.value("SELECT count(*) FROM refinery_schema_history"), "0");
}

#[test]
fn windows_line_ends_in_the_checkout_do_not_part_the_two() {
    let (db, project) = (Database::new(), Project::new());
    project.pair(
        "V001__crlf",
        "CREATE TABLE a (id int);\r\nCREATE TABLE b (id int);\r\n",
        "DROP TABLE a, b;\r\n",
    );
    refinery_runs(&db, &project).unwrap();
    project.migrate_on(&db).args(["status", "--check"]).ok();
    project.file("migrations/V001__crlf.sql", "CREATE TABLE a (id int);\nCREATE TABLE b (id int);\n");
    project.migrate_on(&db).args(["status", "--check"]).ok();
    let other = Database::new();
    project.file("migrations/V001__crlf.sql", "CREATE TABLE a (id int);\r\nCREATE TABLE b (id int);\r\n");
    project.migrate_on(&other).args(["up"]).ok();
    assert_eq!(refinery_runs(&other, &project), Ok(vec![]));
}

#[test]
fn a_file_edited_after_refinery_applied_it_is_found_by_refinerys_own_checksum() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    refinery_runs(&db, &project).unwrap();
    project.file("migrations/V001__t1.sql", "CREATE TABLE t1 (id bigint PRIMARY KEY);\n");
    project.migrate_on(&db).args(["up"]).code(4).says(&["V001__t1", "has changed since"]);
    assert!(refinery_runs(&db, &project).is_err());
}
