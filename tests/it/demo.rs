//! `migrate demo`

use crate::support::{Migrate, Project};

#[test]
fn the_demo_goes_up_shows_the_status_goes_down_and_up_again_and_leaves_nothing() {
    let base = tempfile::TempDir::new().unwrap();
    let folder = base.path().to_str().unwrap();
    let run = Migrate::new(Project::bare().path()).env("MIGRATE_EPHEMERAL_DIR", folder).args(["demo"]).ok();
    let run = run.shows(&["V001", "V002", "applied", "at V002, 0 pending; scripts: embedded in the binary"]);
    let place = |text: &str| run.stderr.find(text).unwrap_or_else(|| panic!("`{text}` is missing: {run:#?}"));
    let order = [
        place("-- everything up"),
        place("applied V001__initial_schema"),
        place("-- status"),
        place("-- everything down"),
        place("rolled back V002__add_task_labels"),
        place("rolled back V001__initial_schema"),
        place("-- and up again"),
        place("the server is gone"),
    ];
    assert!(order.is_sorted(), "{run:#?}");
    assert_eq!(run.stderr.matches("applied V002__add_task_labels").count(), 2);
    assert_eq!(crate::ephemeral::runs(base.path()), Vec::<String>::new());
}

#[test]
fn the_demo_runs_the_scripts_of_a_project() {
    let project = Project::with_tables(3);
    let run = project.migrate().args(["demo", "--format", "json"]).ok();
    assert_eq!(run.json()["steps"].as_array().unwrap().len(), 9);
}
