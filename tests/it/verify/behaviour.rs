//! Holes in the reference schema that the application's role can use: each is found by its use, too.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Bench;
use super::mutants::{Mutant, all};
use crate::support::{Migrate, Project};

/// The reference schema, with a mutant as its newest migration.
fn project(mutant: &Mutant) -> Project {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::bare();
    for folder in ["migrations", "rollbacks"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            project.file(&name, fs::read(entry.path()).unwrap());
        }
    }
    project.file("migrate.toml", fs::read(root.join("migrate.toml")).unwrap());
    project.pair("V900__mutant", &mutant.make, "-- migrate:irreversible a mutant\n");
    project
}

/// What the application's role reaches: relation and attempt.
fn leaks(mutant: &Mutant) -> BTreeSet<(String, String)> {
    let project = project(mutant);
    let call =
        Migrate::new(project.path()).args(["verify", "--ephemeral", "--dir", ".", "--format", "json", "-q"]);
    let run = call.env("MIGRATE_EPHEMERAL_DIR", crate::support::base().to_str().unwrap()).run();
    assert_eq!(run.code, Some(1), "{}: {}", mutant.name, run.stderr);
    let document = run.json();
    let text = |one: &serde_json::Value, field: &str| one[field].as_str().unwrap().to_owned();
    let tried = document["tried"].as_array().unwrap().iter();
    tried
        .filter(|one| one["verdict"] == "leak")
        .map(|one| (text(one, "relation"), text(one, "attempt")))
        .collect()
}

#[test]
fn every_hole_that_can_be_used_is_found_by_its_use() {
    let mutants: Vec<Mutant> = all(&Bench::shared().partition(), "postgres")
        .into_iter()
        .filter(|mutant| mutant.leaks.is_some())
        .collect();
    assert!(mutants.len() >= 40, "{}", mutants.len());
    let (next, missed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(mutant) = mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = leaks(mutant);
                    let wanted = mutant.leaks.clone().unwrap();
                    if !found.contains(&wanted) {
                        let line = format!("{}: {wanted:?} is not among {found:?}", mutant.name);
                        missed.lock().unwrap().push(line);
                    }
                }
            });
        }
    });
    assert_eq!(missed.into_inner().unwrap(), Vec::<String>::new());
}
