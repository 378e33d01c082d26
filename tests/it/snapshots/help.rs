//! The help of every command, short and long, as it stands on 100 columns.

use std::fs;

use super::assert_recorded;
use crate::support::{Migrate, Project, Run};

/// What a command prints for `-h` or `--help`.
fn help(command: &[String], flag: &str) -> String {
    run(command, flag).stdout
}

fn run(command: &[String], flag: &str) -> Run {
    let project = Project::bare();
    let args = command.iter().map(String::as_str).chain([flag]);
    Migrate::new(project.path()).env("COLUMNS", "100").args(args).ok()
}

/// Every command and what is below it, found in the help itself: none can be forgotten.
fn commands() -> Vec<Vec<String>> {
    let (mut found, mut open) = (Vec::new(), vec![Vec::new()]);
    while let Some(command) = open.pop() {
        let below = run(&command, "-h").listed();
        open.extend(below.into_iter().map(|name| [command.clone(), vec![name]].concat()));
        found.push(command);
    }
    found.sort();
    found
}

/// The name of a command's file.
fn file_name(command: &[String]) -> String {
    [&["help".to_owned()], command].concat().join("_")
}

/// The part of a help that is the same for every command.
fn shared(help: &str) -> &str {
    let start = help.find("\nConnection:\n").unwrap();
    let end = help.find("\nExamples:\n").unwrap();
    &help[start..end]
}

#[test]
fn every_help_reads_as_recorded() {
    let commands = commands();
    assert!(commands.len() > 20, "{commands:?}");
    for command in &commands {
        let mut text = String::new();
        for flag in ["-h", "--help"] {
            let mut printed = help(command, flag);
            // It stands once, in the file of `migrate` itself.
            if !command.is_empty() {
                let own = shared(&printed).to_owned();
                assert_eq!(own, shared(&help(&[], flag)), "{command:?} {flag}");
                printed = printed.replace(&own, "\n(connection, project and output: see `migrate`)\n");
            }
            let typed = [&["migrate".to_owned()], command.as_slice(), &[flag.to_owned()]].concat().join(" ");
            text += &format!("$ {typed}\n{printed}\n");
        }
        assert_recorded(&file_name(command), text.trim_end());
    }
    // None is left of a command that is gone.
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots");
    let mut recorded: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(".snap").map(ToOwned::to_owned))
        .filter(|name| name.starts_with("help"))
        .collect();
    recorded.sort();
    let mut wanted: Vec<String> = commands.iter().map(|command| file_name(command)).collect();
    wanted.sort();
    assert_eq!(recorded, wanted);
}
