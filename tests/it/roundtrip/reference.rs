//! The reference schema: every pair is proven, every loss declared, and the file of what its scripts lock is up to date.

use std::fs;
use std::path::Path;

use crate::support::Project;

#[test]
fn the_reference_schema_is_proven_on_the_smoke_profile() {
    // A copy: a server that locks otherwise must not change the repository.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let project = Project::new();
    for folder in ["migrations", "rollbacks"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            project.file(&format!("{folder}/{name}"), fs::read(&path).unwrap());
        }
    }
    project.file("migrate.toml", fs::read(root.join("migrate.toml")).unwrap());
    let run = project
        .migrate()
        .args(["--ephemeral", "roundtrip", "--profile", "smoke", "--format", "json"])
        .ok()
        .json();
    for pair in run["pairs"].as_array().unwrap() {
        assert_eq!(pair["verdict"], "proven", "{pair:#}");
    }
    assert_eq!(run["whole"]["proven"], true);
    let stored = |folder: &Path| fs::read_to_string(folder.join("migrations/locks.toml")).unwrap();
    assert_eq!(stored(project.path()), stored(root));
    assert_eq!(run["locks_file"]["state"], "unchanged");
}
