//! Standard output that takes nothing: a disk is full, and what was to stand there is lost.
#![allow(clippy::unwrap_used, reason = "what cannot be set up or read is a failed test")]

use std::fs::File;
use std::path::Path;
use std::process::Stdio;

use crate::support::{Database, Ends, Migrate, Project, Run};

const LOST: &str = "error: could not write to standard output: No space left on device\n";

/// Every write to it fails, as on a disk that is full.
fn on_full_disk(call: Migrate) -> Run {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = call.into_command();
    let child = command.stdout(Stdio::from(full)).stderr(Stdio::piped()).spawn().unwrap();
    Run::of(&child.finish())
}

/// The commands below another one.
fn listed(words: &[String]) -> Vec<String> {
    let args = words.iter().map(String::as_str).chain(["-h"]);
    Migrate::new(Path::new("/")).args(args).ok().listed()
}

/// Every command, with what makes it one that can be called twice with the same result.
fn commands() -> Vec<Vec<String>> {
    let (mut commands, mut open) = (Vec::new(), vec![Vec::new()]);
    while let Some(words) = open.pop() {
        let below = listed(&words);
        if below.is_empty() {
            let more: &[&str] = match words.join(" ").as_str() {
                "up" | "down" | "redo" | "partitions drain" | "partitions adopt" => &["--dry-run"],
                "partitions retire" => &["--keep", "1m", "--dry-run"],
                "new" => &["x"],
                "repair" => &["accept", "V001"],
                "schema" => &["up"],
                // Both work on servers of their own, and refuse what is no option of theirs by then.
                "roundtrip" | "seed" => &["--profile", "none"],
                _ => &[],
            };
            let more = more.iter().map(|&word| word.to_owned());
            commands.push(words.into_iter().chain(more).collect());
        } else {
            open.extend(below.into_iter().map(|word| [&words[..], &[word]].concat()));
        }
    }
    assert!(commands.len() > 18, "{commands:?}");
    commands
}

fn project() -> (Database, Project) {
    let (db, project) = (Database::new(), Project::with_tables(2));
    project.pair(
        "V003__ev",
        "CREATE TABLE ev (at timestamptz NOT NULL) PARTITION BY RANGE (at);",
        "DROP TABLE ev;",
    );
    project.pair("V004__pending", "SELECT 4;", "SELECT 4;");
    project.migrate_on(&db).args(["up", "--to", "3"]).ok();
    (db, project)
}

#[test]
fn every_command_says_that_its_output_is_lost_and_fails() {
    let (db, project) = project();
    let (mut silent, mut calls) = (0, 0);
    for words in commands() {
        for format in ["human", "json", "github"] {
            let call = || {
                let args = words.iter().map(String::as_str).chain(["--format", format]);
                project.migrate_on(&db).args(args)
            };
            let usual = call().run();
            let lost = on_full_disk(call());
            calls += 1;
            if usual.stdout.is_empty() {
                silent += 1;
                assert_eq!(lost.code, usual.code, "{words:?} {format}: {lost:#?}");
                assert!(!lost.said().contains(LOST), "{words:?} {format}: {lost:#?}");
                continue;
            }
            let expected = if usual.code == Some(0) { Some(1) } else { usual.code };
            assert_eq!(lost.code, expected, "{words:?} {format}: {lost:#?}");
            assert_eq!(lost.said().matches(LOST).count(), 1, "{words:?} {format}: {lost:#?}");
        }
    }
    assert!(silent * 2 < calls, "{silent} of {calls} calls have no output");
}

#[test]
fn help_and_usage_errors_are_no_exception() {
    let call = |args: &[&str]| on_full_disk(Migrate::new(Path::new("/")).args(args.iter().copied()));
    for args in [&["--help"][..], &["-h"], &["up", "--help"], &["--version"], &["schema", "config"]] {
        let run = call(args);
        assert_eq!((run.code, run.said().as_str()), (Some(1), LOST), "{args:?}");
    }
    let misunderstood = call(&["up", "--nope", "--format", "json"]);
    assert_eq!(misunderstood.code, Some(2), "{misunderstood:#?}");
    assert!(misunderstood.said().ends_with(LOST), "{misunderstood:#?}");
}

#[test]
fn what_was_done_stays_done() {
    let (db, project) = project();
    let up = on_full_disk(project.migrate_on(&db).args(["up", "--format", "json"]));
    assert_eq!(up.code, Some(1), "{up:#?}");
    up.says(&["applied V004__pending", LOST]);
    assert_eq!(db.value("SELECT max(version) FROM refinery_schema_history"), "4");
    // What failed on its own keeps its own code.
    project.pair("V005__pending", "SELECT 5;", "SELECT 5;");
    let check = on_full_disk(project.migrate_on(&db).args(["status", "--check"]));
    assert_eq!(check.code, Some(3), "{check:#?}");
    check.says(&[LOST]);
}
