//! The house: which room may call which, and who alone reads the environment, sends SQL, waits for programs.

mod imports;
mod modules;
mod names;
mod rust;
mod sizes;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every arrow that is allowed; each points downstairs.
const ARROWS: [(&str, &[&str]); 8] = [
    ("lib", &["cli", "commands", "config", "model", "ui"]),
    ("commands", &["cli", "config", "workflows", "files", "model", "ui"]),
    ("cli", &["model"]),
    ("config", &["cli", "workflows", "model"]),
    ("workflows", &["files", "model", "postgres"]),
    ("ui", &["model"]),
    ("postgres", &["model"]),
    ("files", &["model"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    files(folder, "rs", found);
}

/// Every file below a folder that ends in `.extension`.
fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
}

fn all_sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| (path.strip_prefix(&root).unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect()
}

/// The rooms that a file names as `crate::room`, or in `lib.rs` as `room::`.
fn named_rooms(text: &str, is_front_door: bool) -> BTreeSet<String> {
    let rooms = ["cli", "commands", "config", "workflows", "files", "model", "postgres", "ui"];
    let mut named = BTreeSet::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for room in rooms {
            let absolute = line.contains(&format!("crate::{room}"));
            let local = is_front_door
                && (line.contains(&format!("use {room}::")) || line.contains(&format!(" {room}::")));
            if absolute || local {
                named.insert(room.to_owned());
            }
        }
    }
    named
}

#[test]
fn rooms_call_downstairs_only() {
    let mut wrong = Vec::new();
    for (path, text) in all_sources() {
        let first = path.iter().next().unwrap().to_str().unwrap();
        let room = first.trim_end_matches(".rs");
        if room == "main" {
            continue;
        }
        let allowed: &[&str] = ARROWS.iter().find(|(from, _)| *from == room).map_or(&[], |(_, to)| to);
        for named in named_rooms(&text, room == "lib") {
            if named != room && !allowed.contains(&named.as_str()) {
                wrong.push(format!("{}: {room} -> {named}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_model_does_no_input_or_output_and_has_no_clock() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::net",
        "async fn",
        "tokio",
        "Instant::now",
        "Utc::now",
        "SystemTime::now",
    ];
    let mut wrong = Vec::new();
    for (path, text) in all_sources().into_iter().filter(|(path, _)| path.starts_with("model")) {
        wrong.extend(
            forbidden
                .iter()
                .filter(|word| text.contains(**word))
                .map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_environment_is_read_in_one_file_and_the_terminal_in_another() {
    let readers = |words: &[&str]| -> Vec<String> {
        all_sources()
            .into_iter()
            .filter(|(_, text)| words.iter().any(|word| text.contains(word)))
            .map(|(path, _)| path.display().to_string())
            .collect()
    };
    // The second is compiled for tests alone, and asks whether it shall write.
    assert_eq!(readers(&["env::var"]), ["config/environment.rs", "ui/stored_schema.rs"]);
    assert_eq!(
        readers(&["is_terminal()", "io::stdout()", "io::stderr()", "io::stdin()"]),
        ["ui/terminal.rs"]
    );
    assert_eq!(readers(&["Utc::now()", "Local::now()"]), ["ui/words/grammar.rs"]);
}

#[test]
fn sql_is_sent_by_one_room_and_stands_in_files_with_a_signature() {
    for (path, text) in all_sources() {
        let sends = text.contains("tokio_postgres") && !path.starts_with("postgres");
        assert!(!sends, "{} talks to the server", path.display());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut queries = Vec::new();
    files(&root, "sql", &mut queries);
    queries.retain(|path| path.parent().is_some_and(|folder| folder.ends_with("sql")));
    assert!(queries.len() > 100, "{}", queries.len());
    for path in queries {
        let depth = path.strip_prefix(&root).unwrap().iter().count();
        assert!(
            path.starts_with(root.join("postgres")) && depth == 4,
            "{} is not in its subject's folder",
            path.display()
        );
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("-- "), "{} does not say what it asks", path.display());
        let asks = text.contains("SELECT") && !text.contains("INSERT") && !text.contains("DO $$");
        assert!(!asks || text.contains("-> "), "{} does not say what it returns", path.display());
        assert!(!text.contains("SELECT *"), "{} selects everything", path.display());
    }
}

/// What waits for another program for ever, when that hangs.
const ENDLESS: [&str; 4] = [".output()", ".status()", ".wait_with_output()", ".wait()"];

#[test]
fn the_tests_wait_for_programs_in_one_place_and_need_none_that_a_bare_machine_lacks() {
    // What every Debian has, what set-up installs, and what the tests start by its path.
    let there = [
        "/bin/sh",
        "sh",
        "cp",
        "chown",
        "sleep",
        "mkfifo",
        "mount",
        "umount",
        "script",
        "sha256sum",
        "timeout",
    ];
    let installed = ["git", "make", "openssl", "pgbouncer"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (mut found, mut wrong) = (Vec::new(), Vec::new());
    sources(&root, &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for path in found {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&root).unwrap().display().to_string();
        let waits = |word: &&&str| text.contains(**word);
        if !["it/support/processes.rs", "it/architecture/mod.rs"].contains(&path.as_str()) {
            wrong.extend(ENDLESS.iter().filter(waits).map(|word| format!("{path}: {word} has no end")));
        }
        for call in text.split("Command::new(\"").skip(1) {
            let program = call.split('"').next().unwrap();
            if !there.contains(&program) && !installed.contains(&program) {
                wrong.push(format!("{path}: `{program}` may not be there"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
