//! One name for a subject on every floor, and no name that means nothing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::all_sources;

/// The floors, and `tests/it`, which mirrors them.
const FLOORS: [&str; 9] = [
    "src/cli",
    "src/commands",
    "src/config",
    "src/workflows",
    "src/ui",
    "src/postgres",
    "src/files",
    "src/model",
    "tests/it",
];

/// The floors of a subject that `migrate.toml` has a part for.
const CONFIGURED: [&str; 8] = [
    "src/cli",
    "src/commands",
    "src/config",
    "src/workflows",
    "src/ui",
    "src/postgres",
    "src/model",
    "tests/it",
];

/// Every subject, and the floors on which it stands: as a room or as one file, under this name.
const SUBJECTS: [(&str, &[&str]); 15] = [
    (
        "adopt",
        &["src/cli", "src/commands", "src/workflows", "src/ui", "src/postgres", "src/model", "tests/it"],
    ),
    ("verify", &CONFIGURED),
    ("partitions", &CONFIGURED),
    ("roundtrip", &CONFIGURED),
    ("locks", &["src/cli", "src/config", "src/workflows", "src/postgres", "src/model", "tests/it"]),
    (
        "seed",
        &["src/cli", "src/commands", "src/workflows", "src/ui", "src/postgres", "src/model", "tests/it"],
    ),
    (
        "docs",
        &["src/cli", "src/commands", "src/workflows", "src/ui", "src/postgres", "src/model", "tests/it"],
    ),
    (
        "baseline",
        &["src/cli", "src/commands", "src/workflows", "src/ui", "src/postgres", "src/model", "tests/it"],
    ),
    (
        "init",
        &["src/cli", "src/commands", "src/workflows", "src/ui", "src/postgres", "src/model", "tests/it"],
    ),
    ("fingerprint", &["src/ui", "src/postgres", "src/model", "tests/it"]),
    ("connection", &["src/cli", "src/postgres", "src/model", "tests/it"]),
    ("runner", &["src/workflows", "src/postgres"]),
    ("ephemeral", &["src/postgres", "tests/it"]),
    ("snapshot", &["src/cli", "src/commands", "src/workflows"]),
    ("drift", &["src/cli", "src/commands", "src/config", "src/workflows"]),
];

/// Rooms of one floor alone.
const ROOMS: [&str; 17] = [
    "src/ui/facts",
    "src/ui/page",
    "src/ui/schemas",
    "src/ui/words",
    "src/postgres/catalog",
    "src/files/template",
    "src/workflows/database",
    "src/model/sql",
    "src/model/migration",
    "src/model/outcome",
    "tests/it/architecture",
    "tests/it/own_sql",
    "tests/it/reference_schema",
    "tests/it/right_place",
    "tests/it/snapshots",
    "tests/it/support",
    "tests/it/words",
];

/// Other words for `verify` and `workflows`, which are no names of rooms.
const OTHER_WORDS: [&str; 3] = ["isolation", "probe", "domain"];

/// Names of files that say nothing.
const MEANINGLESS: [&str; 6] = ["utils", "util", "helpers", "common", "misc", "types"];

/// Every folder below one that holds something, as a path from the project's root.
fn folders(root: &Path, below: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(root.join(below)).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && fs::read_dir(&path).unwrap().next().is_some() {
            let folder = path.strip_prefix(root).unwrap().display().to_string();
            folders(root, &folder, found);
            found.insert(folder);
        }
    }
}

#[test]
fn a_subject_has_the_same_name_on_every_floor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let stands = |floor: &str, subject: &str| {
        root.join(floor).join(subject).is_dir() || root.join(floor).join(format!("{subject}.rs")).is_file()
    };
    for (subject, floors) in SUBJECTS {
        let found: Vec<&str> = FLOORS.into_iter().filter(|floor| stands(floor, subject)).collect();
        assert_eq!(found, floors, "where `{subject}` stands");
    }
}

#[test]
fn every_room_of_a_floor_is_a_known_subject() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_known = |room: &str| {
        let is_subject = SUBJECTS.iter().any(|(subject, _)| room.ends_with(&format!("/{subject}")));
        is_subject || ROOMS.contains(&room)
    };
    let mut unknown = Vec::new();
    for floor in FLOORS {
        let mut found = BTreeSet::new();
        folders(root, floor, &mut found);
        let is_on_it = |room: &String| Path::new(room).parent() == Some(Path::new(floor));
        unknown.extend(found.into_iter().filter(|room| is_on_it(room) && !is_known(room)));
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    for room in ROOMS {
        assert!(root.join(room).is_dir(), "{room} is gone");
    }
}

#[test]
fn no_room_has_another_word_for_a_subject() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for below in ["src", "tests", "benches"] {
        folders(root, below, &mut found);
    }
    found.retain(|folder| OTHER_WORDS.contains(&folder.rsplit('/').next().unwrap()));
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_file_says_what_it_owns_under_a_name_that_means_something() {
    for (path, text) in all_sources() {
        assert!(text.starts_with("//!"), "{} does not say what it owns", path.display());
        let stem = path.file_stem().unwrap().to_str().unwrap();
        assert!(!MEANINGLESS.contains(&stem), "{}", path.display());
    }
}
