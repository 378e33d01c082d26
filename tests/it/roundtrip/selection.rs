//! Which pairs are proven: `--from`, `--only`, `--changed-since`, and where the way down ends.

use std::path::Path;
use std::process::Command;

use super::{DOWN_2, notes, roundtrip};
use crate::support::{Ends, Project};

fn git(folder: &Path, args: &[&str]) {
    let names = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").args(names).args(args).current_dir(folder).finish();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The versions that were proven.
fn proven(project: &Project, args: &[&str]) -> Vec<i64> {
    let run = roundtrip(project, args.iter().copied()).args(["--no-seed", "--format", "json"]).ok().json();
    run["pairs"].as_array().unwrap().iter().map(|pair| pair["version"].as_i64().unwrap()).collect()
}

#[test]
fn one_pair_or_those_above_a_version() {
    let project = Project::with_tables(3);
    assert_eq!(proven(&project, &[]), [3, 2, 1]);
    assert_eq!(proven(&project, &["--from", "V001"]), [3, 2]);
    assert_eq!(proven(&project, &["--only", "2"]), [2]);
    roundtrip(&project, ["--only", "V009"]).code(2).says(&["there is no migration V009 to prove"]);
}

#[test]
fn only_what_a_branch_touches() {
    let project = Project::with_tables(3);
    roundtrip(&project, ["--changed-since", "main"]).code(2).says(&["git cannot tell which scripts changed"]);
    git(project.path(), &["init", "-q"]);
    git(project.path(), &["add", "-A"]);
    git(project.path(), &["commit", "-qm", "all"]);
    assert_eq!(proven(&project, &["--changed-since", "main"]), Vec::<i64>::new());
    git(project.path(), &["checkout", "-qb", "branch"]);
    project.file("rollbacks/V002__t2.sql", "DROP TABLE IF EXISTS t2;");
    git(project.path(), &["commit", "-qam", "two"]);
    assert_eq!(proven(&project, &["--changed-since", "main"]), [2]);
    // Also what is not committed, and what git does not know yet.
    project.file("migrations/V003__t3.sql", "CREATE TABLE t3 (id bigint PRIMARY KEY);");
    project.pair("V004__t4", "CREATE TABLE t4 (id int);", "DROP TABLE t4;");
    assert_eq!(proven(&project, &["--changed-since", "main"]), [4, 3, 2]);
    roundtrip(&project, ["--changed-since", "--output=x"]).code(2);
    assert!(!project.path().join("x").exists());
}

#[test]
fn the_way_down_ends_where_a_rollback_says_so() {
    let project = notes();
    project.file("rollbacks/V001__notes.sql", "-- migrate:irreversible the first of all\nSELECT 1;\n");
    let run = roundtrip(&project, ["--profile", "tiny", "--format", "json"]).ok().json();
    assert_eq!(run["pairs"][1]["verdict"], "irreversible", "{run:#}");
    assert_eq!(run["whole"]["proven"], false);
}

#[test]
fn a_script_that_fails_on_rows_is_a_failure_at_its_file() {
    let project = notes();
    let strict =
        DOWN_2.replace("DROP TABLE tags;", "DROP TABLE tags;\nALTER TABLE notes ADD CHECK (price < 0);");
    project.file("rollbacks/V002__more.sql", strict);
    let run = roundtrip(&project, ["--profile", "tiny", "--format", "github"]).code(1);
    run.shows(&["::error file=rollbacks/V002__more.sql", "notes_price_check"]).says(&["1 of 2 pairs proven"]);
}
