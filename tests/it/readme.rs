//! The README: every command in it is run, and what it shows is what comes out.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::{Cluster, Database, Ends};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The code blocks of one language.
pub(crate) fn blocks(language: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    text.split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.strip_prefix(&format!("{language}\n")).map(ToOwned::to_owned))
        .collect()
}

/// A copy of what the repository holds for its own migrations, a database, and a shell to work in.
struct Desk {
    folder: TempDir,
    cluster: Cluster,
    database: String,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        for part in ["migrations", "rollbacks"] {
            fs::create_dir(folder.path().join(part)).unwrap();
            for entry in fs::read_dir(Path::new(ROOT).join(part)).unwrap() {
                let from = entry.unwrap().path();
                fs::copy(&from, folder.path().join(part).join(from.file_name().unwrap())).unwrap();
            }
        }
        fs::copy(Path::new(ROOT).join("migrate.toml"), folder.path().join("migrate.toml")).unwrap();
        let editor = "#!/bin/sh\necho 'CREATE TABLE invoices (id int);' >> \"$1\"; echo 'DROP TABLE invoices;' >> \"$2\"\n";
        fs::write(folder.path().join("editor"), editor).unwrap();
        let cluster = Cluster::own(&[]);
        let database = Database::on(&cluster);
        database.execute("CREATE ROLE me LOGIN SUPERUSER");
        let url = database.url_as("me");
        Self { folder, cluster, database: url }
    }

    /// Runs one line, as a person at a shell would.
    fn run(&self, line: &str) -> Output {
        let binary = Path::new(env!("CARGO_BIN_EXE_migrate")).parent().unwrap();
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
        Command::new("sh")
            .args(["-c", line])
            .current_dir(self.folder.path())
            .env("PATH", path)
            .env("DATABASE_URL", &self.database)
            .env("EDITOR", "sh ./editor")
            .env("MIGRATE_EPHEMERAL_DIR", self.folder.path())
            .finish()
    }
}

/// Words that are alike in every run: durations, times and widths of columns are not.
fn shape(line: &str) -> Vec<String> {
    let word = |word: &str| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        if word.chars().all(|c| "-+".contains(c)) {
            "rule".to_owned()
        } else if word.parse::<f64>().is_ok() {
            "number".to_owned()
        } else if digits >= 6 && word.chars().all(|c| c.is_ascii_digit() || "-:TZ".contains(c)) {
            "time".to_owned()
        } else {
            word.to_owned()
        }
    };
    let words = line.split_whitespace().map(word);
    // Lines on standard error start with the time where there is no terminal.
    words.enumerate().filter(|(at, word)| *at > 0 || word != "time").map(|(_, word)| word).collect()
}

#[test]
fn the_first_code_block_is_within_15_lines_and_holds_the_two_commands() {
    let text = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let line = text.lines().position(|line| line.starts_with("```")).unwrap() + 1;
    assert!(line <= 15, "the first code block starts at line {line}");
    let first = &blocks("sh")[0];
    let commands: Vec<&str> = first.lines().map(|line| line.split('#').next().unwrap().trim()).collect();
    assert_eq!(commands, ["make demo", "make test"]);
    // Both are run by CI from a clean checkout; from here they would run themselves.
    let ci = fs::read_to_string(Path::new(ROOT).join(".ci/run")).unwrap();
    for command in commands {
        assert!(ci.lines().any(|line| line == command), "CI does not run `{command}`");
        let name = command.strip_prefix("make ").unwrap();
        let plan = Command::new("make").args(["-n", name]).current_dir(ROOT).finish();
        assert!(plan.status.success() && String::from_utf8_lossy(&plan.stdout).contains(".ci/setup"));
    }
}

#[test]
fn the_session_of_the_readme_gives_what_it_shows() {
    let desk = Desk::new();
    let session = blocks("console").remove(0);
    let mut ran = 0;
    for (command, shown) in steps(&session) {
        ran += 1;
        if command.starts_with("export ") {
            continue;
        }
        if command.starts_with("cargo install") {
            install(&command);
            continue;
        }
        let output = desk.run(&command);
        let said =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "`{command}`: {said}");
        let come: Vec<Vec<String>> = said.lines().map(shape).collect();
        let shown: Vec<Vec<String>> = shown.iter().map(|line| shape(line)).collect();
        assert_eq!(come, shown, "`{command}`");
    }
    assert!(ran >= 6, "{session}");
    drop(desk.cluster);
}

/// Each command of a session, and the lines under it.
fn steps(session: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in session.lines() {
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push((command.to_owned(), Vec::new())),
            (None, Some((_, lines))) => lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    found
}

/// As written, into a folder of its own and with the debug profile, which is built already.
fn install(command: &str) {
    let root = TempDir::new().unwrap();
    let target = Path::new(env!("CARGO_BIN_EXE_migrate")).ancestors().nth(2).unwrap();
    let line =
        format!("{command} --debug --root {} --target-dir {}", root.path().display(), target.display());
    let output = Command::new("sh").args(["-c", &line]).current_dir(ROOT).finish();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(root.path().join("bin/migrate").is_file());
}

#[test]
fn every_other_command_of_the_readme_succeeds() {
    let desk = Desk::new();
    let mut ran = 0;
    for block in blocks("sh").iter().skip(1) {
        for line in block.lines() {
            let output = desk.run(line);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "`{line}`: {said}");
            if let Some(stop) = said.split("stop it with: ").nth(1) {
                assert!(desk.run(stop.lines().next().unwrap()).status.success(), "{stop}");
            }
            ran += 1;
        }
    }
    assert!(ran >= 7, "{ran}");
}

#[test]
fn every_flag_of_the_command_table_is_one_of_the_command() {
    let text = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `migrate ")).collect();
    assert!(rows.len() >= 6);
    for row in rows {
        let synopsis = row.split('`').nth(1).unwrap();
        let plain = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase());
        let command: Vec<&str> = synopsis.split_whitespace().skip(1).take_while(plain).take(2).collect();
        let help = Command::new(env!("CARGO_BIN_EXE_migrate")).args(&command).arg("--help").finish();
        let help = String::from_utf8(help.stdout).unwrap();
        for flag in synopsis
            .split(|c: char| !(c.is_ascii_lowercase() || c == '-'))
            .filter(|word| word.starts_with("--"))
        {
            assert!(help.contains(flag), "`migrate {command:?}` has no {flag}");
        }
    }
}

#[test]
fn the_configuration_of_the_readme_is_accepted() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("migrate.toml"), &blocks("toml")[0]).unwrap();
    assert!(desk.run("migrate status").status.success());
}
