//! `verify --on here`: on a database that is in use, and nobody notices. `--on scratch`: beside it.

use super::probe::{schema, tried};
use crate::support::{Cluster, Database, Held, Migrate, Project};

const A: &str = "11111111-1111-4111-8111-111111111111";
const B: &str = "22222222-2222-4222-8222-222222222222";

/// The schema with rows of two tenants.
fn filled(cluster: &Cluster, more: &str) -> Database {
    let db = Database::on(cluster);
    db.execute(&schema(more));
    for tenant in [A, B] {
        db.execute(&format!(
            "INSERT INTO projects VALUES ('{tenant}', '{tenant}', 'x');
             INSERT INTO tasks VALUES ('{tenant}', DEFAULT, '{tenant}', 't', now(), 1)"
        ));
    }
    db
}

fn verify(db: &Database, on: &str) -> Migrate {
    let project = Project::new();
    project.pair("V001__schema", &schema(""), "-- migrate:irreversible a test\n");
    project.file("migrate.toml", "[scripts]\n[tenant]\nsetting = \"app.org\"\n");
    let run = project.migrate_on(db).args(["verify", "--format", "json", "--on", on]);
    // The folder has to live as long as the call.
    std::mem::forget(project);
    run
}

#[test]
fn it_reads_what_is_there_and_nobody_notices() {
    let cluster = Cluster::own(&["autovacuum=off"]);
    let db = filled(&cluster, "");
    let before = db.catalog();
    let counters = "SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_user_tables ORDER BY 1";
    std::thread::sleep(std::time::Duration::from_millis(1200));
    let written = db.query(counters);
    // Whoever holds EXCLUSIVE lets nobody in but those who read.
    let other = Held::open(db.url());
    other.query("BEGIN; LOCK TABLE projects, tasks IN EXCLUSIVE MODE").unwrap();
    let document = verify(&db, "here").run().json();
    other.query("ROLLBACK").unwrap();
    assert_eq!(tried(&document, "denied").len(), 10, "{document:#}");
    assert!(
        tried(&document, "leak").is_empty() && tried(&document, "inconclusive").is_empty(),
        "{document:#}"
    );
    std::thread::sleep(std::time::Duration::from_millis(1200));
    assert_eq!(db.query(counters), written);
    assert_eq!(db.catalog(), before);
}

#[test]
fn a_hole_on_the_rows_that_are_there_is_found() {
    let cluster = Cluster::own(&[]);
    let db = filled(
        &cluster,
        "CREATE VIEW v AS SELECT * FROM tasks; GRANT SELECT ON v TO app_user; ALTER TABLE projects DISABLE ROW LEVEL SECURITY;",
    );
    let run = verify(&db, "here").code(1);
    let leaks = tried(&run.json(), "leak");
    assert!(leaks.contains("v read") && leaks.contains("projects read, empty"), "{leaks:?}");
    assert!(!leaks.iter().any(|leak| leak.starts_with("tasks ")), "{leaks:?}");
}

#[test]
fn where_nothing_can_be_seen_nothing_is_shown() {
    let cluster = Cluster::own(&[]);
    // No rows at all.
    let db = Database::on(&cluster);
    db.execute(&schema(""));
    let empty = verify(&db, "here").code(7).json();
    // What is no tenant is an error, whatever is there.
    let is_garbage = |one: &String| one.ends_with("read, garbage");
    assert!(tried(&empty, "denied").iter().all(is_garbage) && tried(&empty, "leak").is_empty(), "{empty:#}");
    // Rows, and a role that the policies bind.
    let other = Cluster::own(&[]);
    let db = filled(
        &other,
        "CREATE ROLE watcher LOGIN; GRANT app_user TO watcher; GRANT SELECT ON ALL TABLES IN SCHEMA public TO watcher;",
    );
    let project = Project::bare();
    project.file("migrate.toml", "[tenant]\nsetting = \"app.org\"\n");
    let run = project
        .migrate()
        .args(["--database-url", &db.url_as("watcher"), "verify", "--format", "json", "--on", "here"])
        .code(7);
    assert!(tried(&run.json(), "denied").iter().all(is_garbage), "{:#}", run.json());
    assert!(tried(&run.json(), "inconclusive").len() > 5);
}

#[test]
fn on_scratch_everything_is_tried_beside_the_database_and_not_in_it() {
    let cluster = Cluster::own(&["autovacuum=off"]);
    let db = filled(&cluster, "");
    let before = db.catalog();
    let document = verify(&db, "scratch").run().json();
    assert_eq!(tried(&document, "denied").len(), 13 + 14, "{document:#}");
    assert_eq!(db.catalog(), before);
    assert_eq!(db.value("SELECT count(*) FROM tasks"), "2");
}
