//! Without `[tenant]` nothing is judged: the section that the catalog suggests is printed, and it is one that works.

use super::designs;
use crate::support::{Cluster, Database, Project};

/// The section for tables of which `own` is the policy, and what is found with it.
fn suggested(own: &str, more: &str) -> (String, Vec<super::Found>) {
    let db = Database::on(Cluster::shared());
    db.execute(&designs::BASE.replace("{own}", own));
    db.execute(more);
    let project = Project::bare();
    let run = project.migrate_on(&db).args(["verify"]).code(2);
    assert!(run.stderr.contains("nothing was judged: `migrate.toml` has no `[tenant]`"), "{}", run.stderr);
    let section = run.stdout.clone();
    project.file("migrate.toml", &section);
    (section, designs::serious(&project, &db))
}

fn has(section: &str, lines: &[&str]) {
    for line in lines {
        assert!(section.lines().any(|printed| printed == *line), "{line}\n{section}");
    }
}

#[test]
fn each_design_gets_a_section_with_which_it_passes() {
    let (section, findings) = suggested(designs::SETTING, "");
    assert_eq!(findings, [], "{section}");
    has(
        &section,
        &[
            "[tenant]",
            "column = \"tenant_id\"",
            "column_type = \"bigint\"",
            "setting = \"app.tenant\"",
            "app_role = \"designs_app\"",
            "[verify.settings]",
            "\"app.person\" = \"{tenant}\"",
        ],
    );
    assert!(!section.contains("expression"), "{section}");

    let (section, findings) = suggested("tenant_id = by_sql()", "");
    assert_eq!(findings, [], "{section}");
    has(&section, &["setting = \"app.tenant\""]);

    let (section, findings) = suggested("tenant_id = by_plpgsql()", "");
    assert_eq!(findings, [], "{section}");
    has(&section, &["expression = \"public.by_plpgsql()\""]);

    let (section, findings) = suggested(designs::CLAIMS, "");
    assert_eq!(findings, [], "{section}");
    has(&section, &["setting = \"request.claims\"", "value = '{\"tenant_id\": {tenant}}'"]);

    let (section, findings) = suggested("tenant_id = (SELECT by_claims())", "");
    assert_eq!(findings, [], "{section}");
    has(&section, &["setting = \"request.claims\"", "value = '{\"tenant_id\": {tenant}}'"]);

    let own = "tenant_id IN (SELECT m.tenant_id FROM members AS m WHERE m.person = NULLIF(current_setting('app.person', true), '')::bigint)";
    let (section, findings) = suggested(own, "");
    assert_eq!(findings, [], "{section}");
    has(&section, &["setting = \"app.person\""]);

    let own =
        "tenant_id = ANY (string_to_array(NULLIF(current_setting('app.tenants', true), ''), ',')::bigint[])";
    let (section, findings) = suggested(own, "");
    assert_eq!(findings, [], "{section}");
    has(&section, &["setting = \"app.tenants\""]);
}

#[test]
fn a_policy_that_lets_everybody_in_is_not_what_is_suggested() {
    let open = "ALTER POLICY own ON letters USING (tenant_id > 0)";
    let (section, findings) = suggested(designs::SETTING, open);
    has(&section, &["setting = \"app.tenant\""]);
    assert!(findings.iter().any(|(_, object)| object == "public.letters.own"), "{findings:?}");
}

#[test]
fn what_the_catalog_does_not_say_is_asked() {
    let db = Database::on(Cluster::shared());
    db.execute(
        "CREATE TABLE shops (id uuid PRIMARY KEY);
         CREATE TABLE goods (id uuid PRIMARY KEY, shop_id uuid NOT NULL REFERENCES shops);
         CREATE TABLE sales (id uuid PRIMARY KEY, shop_id uuid NOT NULL REFERENCES shops, good_id uuid REFERENCES goods);",
    );
    let project = Project::bare();
    let run = project.migrate_on(&db).args(["verify", "--format", "json"]).code(2);
    let document = run.json();
    assert_eq!(document["errors"][0]["code"], "no-tenant");
    let suggested = &document["suggested"];
    assert_eq!(suggested["column"], "shop_id");
    assert_eq!(suggested["column_type"], "uuid");
    assert_eq!(suggested["setting"], serde_json::Value::Null);
    let section = suggested["section"].as_str().unwrap();
    assert!(section.contains("2 tables refer to one table by this column; no policy names it"), "{section}");
    assert!(section.contains("# setting = \"\"  # the setting of the session"), "{section}");
    // An empty database says nothing, and is no reason to fail otherwise.
    let empty = project.migrate_on(&Database::on(Cluster::shared())).args(["verify"]).code(2);
    assert!(empty.stdout.contains("# column = \"\""), "{}", empty.stdout);
}

#[test]
fn the_gate_wants_to_know_whose_rows_are_whose_before_anything_runs() {
    let db = Database::on(Cluster::shared());
    let project = Project::bare();
    project.pair("V001__rooms", "CREATE TABLE rooms (id int);", "DROP TABLE rooms;");
    let run = project.migrate_on(&db).args(["up", "--verify"]).code(2);
    assert!(run.stderr.contains("has no `[tenant]`"), "{}", run.stderr);
    assert_eq!(db.value("SELECT to_regclass('rooms') IS NULL"), "t");
}

#[test]
fn an_expression_that_is_not_understood_is_an_error() {
    let db = Database::on(Cluster::shared());
    db.execute(&designs::BASE.replace("{own}", designs::SETTING));
    for expression in ["by_nobody()", "tenant_id = ", "current_setting('app.tenant', true)::no_type"] {
        let project = Project::bare();
        project.file(
            "migrate.toml",
            format!("[tenant]\ncolumn = \"tenant_id\"\nexpression = \"{expression}\"\n"),
        );
        let run = project.migrate_on(&db).args(["verify"]).code(2);
        assert!(run.stderr.contains(&format!("`{expression}`")), "{}", run.stderr);
    }
}
