//! `seed` without a profile: where it is done, and where it is not.

use crate::support::{Cluster, Database, Project};

const SCHEMA: &str = "CREATE TABLE shelves (id int PRIMARY KEY, name text NOT NULL);
    CREATE TABLE books (id int PRIMARY KEY, shelf int NOT NULL REFERENCES shelves);";

fn library(config: &str) -> (Database, Project) {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::new());
    project.file("migrate.toml", config).pair("V001__library", SCHEMA, "DROP TABLE books, shelves;");
    project.migrate_on(&db).args(["up", "-q"]).ok();
    (db, project)
}

#[test]
fn a_database_that_stays_wants_a_yes() {
    let (db, project) = library("");
    let run = project.migrate_on(&db).args(["seed"]).code(2);
    run.says(&["no profile was named", "`--yes` fills them", "`migrate seed --init`"]);
    assert_eq!(db.value("SELECT count(*) FROM books"), "0");
    project.migrate_on(&db).args(["seed", "--dry-run", "--rows", "100"]).ok().shows(&["public.books", "75"]);
    assert_eq!(db.value("SELECT count(*) FROM books"), "0");
    let report =
        project.migrate_on(&db).args(["seed", "--yes", "--rows", "100", "--format", "json"]).ok().json();
    assert_eq!((&report["profile"], &report["rows"]), (&"schema".into(), &100.into()));
    assert_eq!(db.value("SELECT count(*) FROM books"), "75");
}

#[test]
fn a_protected_environment_is_filled_by_a_written_profile_alone() {
    let (db, project) = library("");
    let url = db.url();
    project.file("migrate.toml", format!("[scripts]\n[env.live]\nurl = \"{url}\"\nprotected = true\n"));
    let name = db.value("SELECT current_database()");
    let call = || project.migrate().args(["--env", "live", "seed", "--yes", "--confirm", &name]);
    let report = call().args(["--format", "json"]).code(2).json();
    assert_eq!(report["errors"][0]["code"], "seed-protected");
    call().code(2).says(&["`live` is protected", "`--profile`"]);
    assert_eq!(db.value("SELECT count(*) FROM books"), "0");
}

#[test]
fn rows_of_others_are_left_alone_and_rows_of_scripts_are_no_hindrance() {
    let (db, project) = library("");
    db.execute("INSERT INTO shelves VALUES (1, 'by hand')");
    let run = project.migrate_on(&db).args(["seed", "--yes"]).code(2);
    run.says(&["already contain rows", "`public.shelves`: 1 row, of which 0 were seeded"]);
    db.execute("DELETE FROM shelves");
    project.pair("V002__shelves", "INSERT INTO shelves VALUES (7, 'a'), (8, 'b');", "DELETE FROM shelves;");
    project.migrate_on(&db).args(["up", "-q"]).ok();
    project.migrate_on(&db).args(["seed", "--yes", "--rows", "50"]).ok();
    assert_eq!(db.value("SELECT count(*), min(id), max(id) FROM shelves"), "2|7|8");
    assert_eq!(db.value("SELECT count(DISTINCT shelf) FROM books"), "2");
    // A row that somebody adds to theirs is one of others again.
    project.migrate_on(&db).args(["seed", "--clear"]).ok();
    db.execute("INSERT INTO shelves VALUES (9, 'by hand')");
    project.migrate_on(&db).args(["seed", "--yes"]).code(2).says(&["2 written by scripts"]);
}

#[test]
fn a_throwaway_server_is_filled_at_the_first_call() {
    let project = Project::new();
    project.pair("V001__library", SCHEMA, "DROP TABLE books, shelves;");
    let report =
        project.migrate().args(["seed", "--ephemeral", "--rows", "100", "--format", "json"]).ok().json();
    assert_eq!(report["rows"], 100);
    let empty = Project::new();
    empty.pair("V001__nothing", "SELECT 1;", "SELECT 1;");
    empty.migrate().args(["seed", "--ephemeral"]).code(2).says(&["there is no table to fill"]);
}
