//! What is not adopted: nothing is written then, neither files nor a history.

use std::fs;

use super::{OldProject, goose};
use crate::support::Migrate;

const UP: &str = "-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a;\n";

#[test]
fn what_the_tool_left_half_way_is_refused() {
    let up = "CREATE TABLE a (id int);";
    for (files, history) in [
        (
            &[("1_a.up.sql", up)][..],
            "CREATE TABLE schema_migrations (version bigint PRIMARY KEY, dirty boolean NOT NULL);
            INSERT INTO schema_migrations VALUES (1, true);",
        ),
        (
            &[("V1.0__a.sql", up)],
            "CREATE TABLE flyway_schema_history (installed_rank int, version varchar, type varchar, installed_on timestamp,
                success boolean);
            INSERT INTO flyway_schema_history VALUES (1, '1.0', 'SQL', now(), false);",
        ),
        (
            &[("20240101000000_a/migration.sql", up)],
            "CREATE TABLE _prisma_migrations (migration_name varchar, started_at timestamptz, finished_at timestamptz,
                rolled_back_at timestamptz);
            INSERT INTO _prisma_migrations VALUES ('20240101000000_a', now(), NULL, NULL);",
        ),
    ] {
        let old = OldProject::new(files, history);
        let run = old.is_untouched(old.adopt(&["--yes", "--format", "json"]).code(4));
        assert_eq!(run.json()["errors"][0]["code"], "adopt-failed-migration");
    }
}

#[test]
fn nothing_is_written_over() {
    let old = OldProject::new(&[("1_a.sql", UP)], &goose(&[]));
    old.project.file("migrations/V001__mine.sql", "SELECT 1;");
    let run = old.adopt(&["--yes", "--format", "json"]).code(2);
    assert_eq!(run.json()["errors"][0]["code"], "adopt-target-taken");
    old.project.remove("migrations/V001__mine.sql").file("migrations/1_a.sql", UP);
    let run = old.migrate(&["adopt", "--source", "migrations", "--yes", "--format", "json"]).code(2);
    assert_eq!(run.json()["errors"][0]["code"], "adopt-source-is-target");
    run.says(&["`migrate adopt --dir db`"]);
}

#[test]
fn a_history_of_ours_is_not_touched() {
    let old = OldProject::new(&[("1_a.sql", UP)], &goose(&[]));
    old.adopted(&[]);
    old.migrate(&["up"]).ok();
    let before = old.db.query("SELECT * FROM refinery_schema_history");
    let run = old.migrate(&["adopt", "--yes", "--format", "json"]).code(4);
    assert_eq!(run.json()["errors"][0]["code"], "adopt-history-not-empty");
    assert_eq!(old.db.query("SELECT * FROM refinery_schema_history"), before);
}

#[test]
fn without_a_terminal_it_needs_a_word_and_a_dry_run_does_nothing() {
    let old = OldProject::new(&[("1_a.sql", UP)], &format!("CREATE TABLE a (id int);{}", goose(&[1])));
    old.is_untouched(old.adopt(&["--dry-run"]).ok()).says(&["would write 1 pair", "mark 1 as applied"]);
    let run = old.is_untouched(old.adopt(&["--format", "json"]).code(2));
    assert_eq!(run.json()["errors"][0]["code"], "adopt-needs-yes");
}

#[test]
fn an_original_file_that_fails_is_shown_with_its_line() {
    let old = OldProject::new(&[("1_a.sql", "-- +goose Up\nSELECT 1;\nSELECT nope;\n")], &goose(&[]));
    let run = old.is_untouched(old.adopt(&["--yes", "--format", "json"]).code(1));
    let error = &run.json()["errors"][0];
    assert_eq!(
        (&error["code"], &error["file"], &error["line"]),
        (&"adopt-original-fails".into(), &"1_a.sql".into(), &3.into())
    );
    old.project.file("migrate.toml", "[scratch]\nbefore = \"before.sql\"\n").file("before.sql", "SELECT 1;");
    old.adopt(&["--yes", "--no-proof"]).ok().says(&["not proven"]);
}

#[test]
fn files_of_several_tools_and_of_none_say_what_is_missing() {
    let old = OldProject::new(&[("1_a.up.sql", "SELECT 1;")], "");
    let run = old.adopt(&["--dry-run", "--format", "json"]).code(2);
    assert_eq!(run.json()["errors"][0]["code"], "adopt-several-tools");
    let run = old.adopt(&["--dry-run", "--from", "sqlx", "--format", "json"]).code(2);
    assert_eq!(run.json()["errors"][0]["code"], "adopt-no-history-table");
    old.project.remove("old/1_a.up.sql");
    let run = old.adopt(&["--dry-run", "--format", "json"]).code(2);
    assert_eq!(run.json()["errors"][0]["code"], "nothing-to-adopt");
}

#[test]
fn without_a_database_files_are_written_and_it_says_that_nothing_is_marked() {
    let old = OldProject::new(&[("1_a.sql", UP)], "");
    let migrate = || Migrate::new(old.project.path()).args(["--dir", ".", "adopt", "--source", "old"]);
    migrate().args(["--yes"]).ok().says(&["no database was given, so nothing is marked"]);
    assert!(fs::exists(old.project.path().join("migrations/adopted.json")).unwrap());
}

#[test]
fn the_old_table_goes_only_when_that_is_asked_for() {
    let old = OldProject::new(&[("1_a.sql", UP)], &format!("CREATE TABLE a (id int);{}", goose(&[1])));
    let document = old.adopted(&["--drop-old-history"]);
    assert_eq!(document["dropped_old_history"], true);
    assert_eq!(old.db.value("SELECT to_regclass('goose_db_version')"), "");
    assert_eq!(old.states(), ["1 applied"]);
}
