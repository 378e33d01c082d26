//! What is wrong with a profile: all of it at once, each with file, line and the name that may have been meant.

use crate::support::{Cluster, Database, Project};

const SCHEMA: &str = "CREATE TABLE accounts (id int PRIMARY KEY, title text NOT NULL);
    CREATE TABLE flags (flag boolean NOT NULL UNIQUE);
    CREATE TABLE spans (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL CONSTRAINT in_order CHECK (a < b));
    CREATE TABLE left_ (id int PRIMARY KEY, r int NOT NULL);
    CREATE TABLE right_ (id int PRIMARY KEY, l int NOT NULL REFERENCES left_);
    ALTER TABLE left_ ADD FOREIGN KEY (r) REFERENCES right_;
    CREATE TABLE behind (id int PRIMARY KEY, l int NOT NULL REFERENCES left_);";

fn project(profile: &str) -> (Database, Project) {
    let (db, project) = (Database::owned_on(Cluster::shared()), Project::new());
    project.pair("V001__schema", SCHEMA, "-- migrate:irreversible not of interest").file("p.toml", profile);
    project.migrate_on(&db).args(["up", "-q"]).ok();
    (db, project)
}

fn told(profile: &str) -> Vec<String> {
    let (db, project) = project(profile);
    let run = project.migrate_on(&db).args(["seed", "--profile", "p.toml"]).code(2);
    assert_eq!(db.value("SELECT count(*) FROM accounts"), "0");
    run.stderr.lines().map(ToOwned::to_owned).collect()
}

fn has(lines: &[String], pieces: &[&str]) {
    for piece in pieces {
        assert!(lines.iter().any(|line| line.contains(piece)), "{piece} is not in {lines:#?}");
    }
}

#[test]
fn everything_is_reported_at_once_with_file_and_line() {
    let lines = told(
        "months = 0\nmonth = 3\n[tables.accounts]\nrow = 3\n[tables.flags]\nrows = 'two'\n\
         [tables.spans]\nrows = 5\n[tables.spans.columns]\na = { int = [9, 1] }\n",
    );
    has(
        &lines,
        &[
            "p.toml:1: `profile.months`",
            "p.toml:2: `profile.month`: unknown key `month`",
            "did you mean `months`?",
            "p.toml:3: `tables.accounts`: `rows` or `each` is missing",
            "p.toml:4: `tables.accounts.row`: unknown key `row`",
            "did you mean `rows`?",
            "p.toml:6: `tables.flags.rows`",
            "p.toml:10: `tables.spans.columns.a",
        ],
    );
}

#[test]
fn names_that_the_database_does_not_have_are_reported_with_those_that_it_has() {
    let lines = told("[tables.acounts]\nrows = 3\n");
    has(&lines, &["p.toml:1: `acounts`; there is `accounts`", "did you mean `accounts`?"]);
    assert!(!lines.iter().any(|line| line.contains("apply the scripts")), "{lines:#?}");
    let lines = told("[tables.accounts]\nrows = 3\n[tables.accounts.columns]\ntitel = 'x'\n");
    has(&lines, &["p.toml:4: `tables.accounts.columns.titel`", "did you mean `title`?"]);
}

#[test]
fn what_constraints_do_not_take_is_reported_before_anything_is_written() {
    let lines = told("[tables.accounts]\nrows = 3\n[tables.flags]\nrows = 10\n");
    has(&lines, &["p.toml:4: `tables.flags.rows`: 10 rows are too many", "flags_flag_key", "`rows = 2`"]);
    let lines =
        told("[tables.accounts]\nrows = 3\n[tables.spans]\nrows = 4\n[tables.spans.columns]\na = 5\nb = 5\n");
    has(&lines, &["p.toml:3: `tables.spans`: rows as the profile makes them break `in_order`"]);
}

#[test]
fn only_the_tables_of_a_circle_are_named() {
    let lines = told(
        "[tables.accounts]\nrows = 3\n[tables.left_]\nrows = 3\n[tables.right_]\nrows = 3\n[tables.behind]\nrows = 3\n",
    );
    has(&lines, &["`left_` and `right_` reference one another in a cycle"]);
    assert!(!lines.iter().any(|line| line.contains("behind")), "{lines:#?}");
}

#[test]
fn a_table_and_its_rows_are_enough() {
    let (db, project) = project("[tables.accounts]\nrows = 3\n[tables.spans]\nrows = 70\n");
    project.migrate_on(&db).args(["seed", "--profile", "p.toml"]).ok();
    assert_eq!(db.value("SELECT count(*), bool_and(a < b) FROM spans"), "70|t");
}
