//! `migrate status`

use crate::support::{Cluster, Database, Project};

#[test]
fn status_on_an_empty_database_creates_nothing() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let before = db.catalog();
    let run = project.migrate_on(&db).args(["status"]).ok();
    run.shows(&["V001", "t1", "pending", "nothing applied, 2 pending; scripts: migrations"]);
    assert_eq!(db.catalog(), before);
    assert_eq!(
        project.migrate_on(&db).args(["status", "--format", "json"]).ok().json()["has_history"],
        false
    );
    assert_eq!(db.catalog(), before);
}

#[test]
fn status_shows_what_is_applied_when_by_whom_and_how_long_it_took() {
    let (db, project) = (Database::new(), Project::with_tables(3));
    project.migrate_on(&db).args(["up", "--to", "2"]).ok();
    let run = project.migrate_on(&db).args(["status"]).ok();
    let year = db.value("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-')");
    run.shows(&["applied", " ms", "postgres", &year, "at V002, 1 pending"]);
    let json = project.migrate_on(&db).args(["status", "--format", "json"]).ok().json();
    assert_eq!(json["current"], 2);
    assert_eq!(json["migrations"][2]["state"], "pending");
    assert_eq!(json["migrations"][0]["role"], "postgres");
}

#[test]
fn check_tells_pending_by_its_exit_code() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["status", "--check"]).code(3).shows(&["2 pending"]);
    project.migrate_on(&db).args(["up", "--steps", "1"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).code(3);
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["status", "--check"]).ok();
}

#[test]
fn a_role_that_may_only_read_can_ask() {
    let cluster = Cluster::own(&[]);
    let (db, project) = (Database::on(&cluster), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    db.execute("CREATE ROLE monitor LOGIN IN ROLE pg_read_all_data");
    let run = project.migrate().args(["--database-url", &db.url_as("monitor"), "status", "--check"]).ok();
    run.shows(&["at V001"]);
    db.execute("CREATE ROLE nobody_special LOGIN");
    let run = project.migrate().args(["--database-url", &db.url_as("nobody_special"), "status"]).code(4);
    run.says(&[
        "the role `nobody_special` may not read",
        "GRANT SELECT ON public.migrate_journal, public.refinery_schema_history",
    ]);
}

#[test]
fn status_says_which_scripts_it_uses() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    let embedded = Project::bare();
    let run = embedded.migrate().args(["--database-url", db.url(), "status"]).run();
    assert_eq!(run.code, Some(2), "--dir without folders is an error: {run:#?}");
    let run = crate::support::Migrate::new(embedded.path());
    let run = run.args(["--embedded", "--database-url", db.url(), "status"]).ok();
    run.shows(&["V001", "initial_schema", "scripts: embedded in the binary"]);
    let here = || crate::support::Migrate::new(project.path()).args(["--database-url", db.url(), "status"]);
    here().ok().shows(&["scripts: migrations"]);
    std::fs::rename(project.path().join("rollbacks"), project.path().join("downs")).unwrap();
    here().code(2).says(&["there is a folder `migrations` here", "--dir .", "--embedded"]);
    project.file("migrate.toml", "[scripts]\nrollbacks = \"downs\"\n");
    here().ok().shows(&["scripts: migrations"]);
    let run = crate::support::Migrate::new(project.path());
    run.args(["--embedded", "--database-url", db.url(), "status"]).ok().shows(&["embedded in the binary"]);
}
