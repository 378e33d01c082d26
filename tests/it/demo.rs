//! `migrate demo`

use crate::support::{Migrate, Project};

#[test]
fn the_demo_goes_up_shows_the_status_goes_down_and_up_again_and_leaves_nothing() {
    let mut scripts: Vec<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|kind| kind == "sql"))
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    scripts.sort();
    let (first, last) = (&scripts[0], scripts.last().unwrap());
    let base = tempfile::TempDir::new().unwrap();
    let folder = base.path().to_str().unwrap();
    let run = Migrate::new(Project::bare().path()).env("MIGRATE_EPHEMERAL_DIR", folder).args(["demo"]).ok();
    let run = run.shows(&[
        "V001",
        &last[..4],
        "applied",
        &format!("at {}, 0 pending; scripts: embedded in the binary", &last[..4]),
    ]);
    let place = |text: &str| run.stderr.find(text).unwrap_or_else(|| panic!("`{text}` is missing: {run:#?}"));
    let order = [
        place("-- apply everything"),
        place(&format!("applied {first}")),
        place("-- status"),
        place("-- roll everything back"),
        place(&format!("rolled back {last}")),
        place(&format!("rolled back {first}")),
        place("-- and apply it again"),
        place("the server is gone"),
    ];
    assert!(order.is_sorted(), "{run:#?}");
    assert_eq!(run.stderr.matches(&format!("applied {last}")).count(), 2);
    assert_eq!(crate::ephemeral::runs(base.path()), Vec::<String>::new());
}

#[test]
fn the_demo_runs_the_scripts_of_a_project() {
    let project = Project::with_tables(3);
    let run = project.migrate().args(["demo", "--format", "json"]).ok();
    assert_eq!(run.json()["steps"].as_array().unwrap().len(), 9);
}
