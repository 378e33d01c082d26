//! `snapshot --output`: the text in a file, and its comparison with a database.

use std::fs;
use std::process::Command;

use super::told;
use crate::support::{Database, Ends, Migrate, Project};

#[test]
fn the_hash_is_that_of_the_file_and_the_text_that_of_standard_output() {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.migrate_on(&db).args(["up"]).ok();
    let text = project.migrate_on(&db).args(["snapshot"]).ok().stdout;
    let written =
        project.migrate_on(&db).args(["snapshot", "--output", "s.txt", "--format", "json"]).ok().json();
    assert_eq!(fs::read_to_string(project.path().join("s.txt")).unwrap(), text);
    assert_eq!(written["file"]["state"], "written");
    let sum = Command::new("sha256sum").arg(project.path().join("s.txt")).finish();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert_eq!(sum.split(' ').next(), written["sha256"].as_str());
    assert!(text.contains("\ntable public.t1\n    columns: id\n    owner: postgres\n"), "{text}");
    assert!(!text.contains("journal") && !text.contains("refinery"), "{text}");
    project.migrate_on(&db).args(["snapshot", "--output", "s.txt", "--check"]).ok().says(&["is up to date"]);
}

#[test]
fn a_file_that_differs_is_3_and_names_what_does() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project
        .migrate_on(&db)
        .args(["snapshot", "--output", "s.txt", "--check"])
        .code(3)
        .says(&["does not exist"]);
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["snapshot", "--output", "s.txt"]).ok();
    db.execute("ALTER TABLE t1 ADD COLUMN \"a\nb\" int DEFAULT 5; COMMENT ON TABLE t1 IS E'one\ntwo'; CREATE TABLE t2 ()");
    let check = || project.migrate_on(&db).args(["snapshot", "--output", "s.txt", "--check"]);
    check().code(3).says(&["is out of date"]).shows(&[
        "added column public.t1.\"a\\nb\"\n",
        "changed table public.t1\n    comment:\n      + one\n      + two\n",
        "added table public.t2\n",
    ]);
    let document = check().args(["--format", "json"]).code(3).json();
    assert_eq!(
        told(&document),
        ["added column public.t1.\"a\nb\"", "changed table public.t1", "added table public.t2"]
    );
    // A name or a comment with line breaks is read back as it is.
    project.migrate_on(&db).args(["snapshot", "--output", "s.txt"]).ok();
    check().ok();
    db.execute("DROP TABLE t2");
    assert_eq!(told(&check().args(["--format", "json"]).code(3).json()), ["removed table public.t2"]);
    // What is no snapshot differs as well, and there is nothing to tell.
    project.file("s.txt", "-- a dump\n");
    let document = check().args(["--format", "json"]).code(3).json();
    assert!(document.get("differences").is_none() && document["file"]["line"] == 1, "{document}");
}

#[test]
fn a_throwaway_server_has_what_the_scripts_make() {
    let (db, project) = (Database::new(), Project::with_tables(1));
    project.migrate_on(&db).args(["up"]).ok();
    project.migrate_on(&db).args(["snapshot", "--output", "s.txt"]).ok();
    let base = project.path().join("servers");
    fs::create_dir(&base).unwrap();
    let args = ["--dir", ".", "snapshot", "--ephemeral", "--output", "s.txt", "--check"];
    Migrate::new(project.path()).env("MIGRATE_EPHEMERAL_DIR", "/dev/shm").args(args).ok();
}
