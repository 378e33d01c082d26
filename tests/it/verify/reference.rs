//! The reference schema itself: nothing is found, and what is exempt is exempt for a reason.

use super::{Bench, found, judged, migrate, verify};
use crate::support::{Database, Migrate, Project};

const OWN: &str = include_str!("../../../migrate.toml");

/// The binary with this repository's settings and more, on a database.
fn with_settings(db: &Database, project: &Project, settings: &str) -> Migrate {
    project.file("migrate.toml", settings).migrate_on(db).args(["verify"])
}

#[test]
fn nothing_is_found_and_every_table_has_a_class() {
    let db = Bench::shared().copy();
    let run = migrate(&db).args(["verify", "--format", "json"]).run();
    let report = run.json();
    assert_eq!(found(&report), []);
    // An old server is no fault of the schema.
    let age = report["findings"].as_array().unwrap().iter().map(|finding| {
        let object = finding["object"].as_str().unwrap();
        format!("\n[[verify.exempt]]\nrule = \"L07\"\nobject = \"{object}\"\nreason = \"the machine's\"\n")
    });
    with_settings(&db, &Project::new(), &format!("{OWN}{}", age.collect::<String>())).ok();
    assert_eq!(report["stale_exemptions"], serde_json::json!([]));
    let classes =
        ["tenant, by its own column", "tenant, through another table", "not accessible to the app role"];
    let tables = report["tables"].as_array().unwrap();
    assert!(tables.len() >= 13, "{tables:#?}");
    for table in tables {
        let class = table["rows_are"].as_str().unwrap();
        assert!(classes.contains(&class), "{table}");
    }
}

#[test]
fn a_throwaway_server_says_the_same() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    assert_eq!(judged(Migrate::new(root).args(["--dir", ".", "--ephemeral"])), []);
}

#[test]
fn an_exemption_that_no_longer_matches_is_exit_1_and_named() {
    let db = Bench::shared().copy();
    let project = Project::new();
    // The rule by its id or its name.
    let settings = ["T01", "rls-disabled", "RLS-Disabled"].map(|rule| {
        let exempt = format!("rule = \"{rule}\"\nobject = \"public.tasks\"\nreason = \"once\"\n");
        format!("{OWN}\n[[verify.exempt]]\n{exempt}")
    });
    for settings in &settings {
        let run = with_settings(&db, &project, settings).code(1);
        run.shows(&["the exemption of public.tasks from T01 rls-disabled no longer matches anything"]);
    }
    // It is needed as soon as there is something to exempt.
    db.execute("ALTER TABLE tasks DISABLE ROW LEVEL SECURITY; DROP POLICY tenant_floor ON tasks");
    for settings in &settings {
        let run = with_settings(&db, &project, settings).args(["--format", "json"]).code(1);
        let found = found(&run.json());
        assert!(found.iter().all(|(rule, _)| rule != "T01"), "{found:?}");
        assert_eq!(run.json()["stale_exemptions"], serde_json::json!([]));
    }
}

#[test]
fn an_exemption_without_a_reason_or_a_rule_is_exit_2() {
    let db = Bench::shared().copy();
    let no_rule = ["there is no rule `T99`", "`[[verify.exempt]]` in `migrate.toml` names it as its `rule`"];
    for (rule, reason, says) in [
        ("T01", " ", ["the reason for public.tasks"].as_slice()),
        ("T99", "because", &no_rule),
        ("rls-disable", "because", &["similar rules: `T01 rls-disabled`"]),
    ] {
        let exempt =
            format!("[[verify.exempt]]\nrule = \"{rule}\"\nobject = \"tasks\"\nreason = \"{reason}\"\n");
        let exempt = exempt.replace("\"tasks\"", "\"public.tasks\"");
        with_settings(&db, &Project::new(), &format!("{OWN}\n{exempt}")).code(2).says(says);
    }
}

#[test]
fn a_global_table_is_read_and_not_written() {
    let db = Bench::shared().copy();
    db.execute("CREATE TABLE countries (code text PRIMARY KEY); GRANT SELECT ON countries TO app_user");
    let settings =
        format!("{OWN}\n[[verify.global]]\ntable = \"countries\"\nreason = \"the same for all\"\n");
    let project = Project::new();
    let call = || with_settings(&db, &project, &settings).args(["--format", "json"]);
    assert_eq!(found(&call().run().json()), []);
    db.execute("GRANT INSERT ON countries TO app_user");
    assert_eq!(found(&call().code(1).json()), [("T11".to_owned(), "public.countries".to_owned())]);
    db.execute(
        "REVOKE INSERT ON countries FROM app_user;
         CREATE FUNCTION app.keep() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN INSERT INTO public.countries VALUES (NEW.name); RETURN NULL; END';
         CREATE TRIGGER keep AFTER INSERT ON labels FOR EACH ROW EXECUTE FUNCTION app.keep()",
    );
    assert_eq!(found(&call().code(1).json()), [("T11".to_owned(), "public.countries".to_owned())]);
}

#[test]
fn an_application_role_that_is_absent_is_the_first_to_be_said() {
    let db = Bench::shared().copy();
    let settings = OWN.replace("app_role = \"app_user\"", "app_role = \"nobody_at_all\"");
    let run = with_settings(&db, &Project::new(), &settings).args(["--format", "json"]).code(1);
    assert!(found(&run.json()).contains(&("R05".to_owned(), "nobody_at_all".to_owned())));
}

#[test]
fn reading_changes_nothing() {
    let db = Bench::shared().copy();
    let before = db.catalog();
    verify(&db);
    assert_eq!(db.catalog(), before);
}
