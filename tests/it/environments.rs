//! Protected environments: nothing is taken back there by accident.

use crate::support::{Database, Migrate, Project};

/// A project whose environment `production` is protected, with everything applied.
fn production() -> (Database, Project) {
    let (db, project) = (Database::new(), Project::with_tables(2));
    let url = db.url();
    project.file(
        "migrate.toml",
        format!(
            "[scripts]\n[env.production]\nurl = \"{url}\"\nprotected = true\n[env.dev]\nurl = \"{url}\"\n"
        ),
    );
    on_production(&project).args(["up"]).ok();
    (db, project)
}

fn on_production(project: &Project) -> Migrate {
    project.migrate().args(["--env", "production"])
}

#[test]
fn rolling_back_needs_the_databases_name() {
    let (db, project) = production();
    let flag = format!("`--confirm {}`", db.name());
    for command in [
        ["down", "--yes"].as_slice(),
        &["down"],
        &["redo", "--yes"],
        &["redo", "2"],
        &["repair", "applied", "1"],
    ] {
        let run = on_production(&project).args(command.iter().copied()).code(2);
        run.says(&["`production` is protected", &flag]);
        let run = on_production(&project).args(command.iter().copied()).args(["--confirm", "other"]).code(2);
        run.says(&["`other`", db.name()]);
    }
    assert_eq!(db.value("SELECT to_regclass('t1') || ' ' || to_regclass('t2')"), "t1 t2");
    on_production(&project).args(["redo", "--confirm", db.name()]).ok();
    on_production(&project).args(["down", "--all", "--yes", "--confirm", db.name()]).ok();
    assert_eq!(db.value("SELECT to_regclass('t1')"), "");
}

#[test]
fn looking_and_going_up_need_nothing() {
    let (_db, project) = production();
    on_production(&project).args(["status", "--check"]).ok();
    on_production(&project).args(["down", "--all", "--dry-run"]).ok().shows(&["V002__t2", "V001__t1"]);
    on_production(&project).args(["redo", "--dry-run"]).ok().shows(&["V002__t2"]);
    on_production(&project).args(["up"]).ok();
}

#[test]
fn the_protection_goes_with_the_environments_name_however_it_is_chosen() {
    let (db, project) = production();
    project.migrate().env("MIGRATE_ENV", "production").args(["down"]).code(2).says(&["is protected"]);
    project.migrate_on(&db).args(["--env", "production", "down"]).code(2).says(&["is protected"]);
    project.migrate().args(["--env", "production", "--ephemeral", "redo"]).code(0);
    project.migrate().args(["--env", "dev", "down", "--confirm", "other"]).code(2).says(&["`other`"]);
    project.migrate().args(["--env", "dev", "down"]).ok();
}

#[test]
fn a_host_left_in_the_shell_does_not_lead_out_of_the_environment() {
    let (db, project) = production();
    let elsewhere = || on_production(&project).env("PGHOST", "/nowhere").env("PGDATABASE", "nowhere");
    elsewhere().args(["status", "--check"]).ok();
    elsewhere().args(["down", "--confirm", db.name()]).ok();
}

#[test]
fn json_names_the_refusal_too() {
    let (db, project) = production();
    let run = on_production(&project).args(["--format", "json", "down"]).code(2);
    assert!(run.json().to_string().contains(&format!("--confirm {}", db.name())), "{run:#?}");
}
