//! The guide: what `docs/reference-schema.md` tells is so, and `docs/schema.md` is what the scripts make.

use super::fixture::{A, ANN, B, GUS, MIA, as_person, filled, of_a, refused};
use crate::support::{Cluster, Database, Migrate};

/// The `sql` blocks of the guide.
fn blocks() -> Vec<String> {
    let text = include_str!("../../../docs/reference-schema.md");
    text.split("\n```")
        .skip(1)
        .step_by(2)
        .filter_map(|block| block.strip_prefix("sql\n").map(ToOwned::to_owned))
        .collect()
}

#[test]
fn the_request_of_the_guide_runs_as_it_stands() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let request = &blocks()[0];
    assert!(request.starts_with("BEGIN;") && request.contains("$3"));
    let bound = request
        .replace("$1", &format!("'{A}'"))
        .replace("$2", &format!("'{ANN}'"))
        .replace("$3", &format!("'{ANN}'"));
    let rows = Database::try_query(&db.url_as("application"), &bound).unwrap();
    assert_eq!(rows.len(), 5, "the two settings and four tasks: {rows:?}");
    assert!(rows.iter().any(|row| row.ends_with("Write the announcement|Launch")), "{rows:?}");
}

#[test]
fn a_table_made_as_the_guide_says_is_isolated_and_permitted() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    db.execute(&blocks()[1]);
    db.execute(
        "INSERT INTO milestones (organization_id, project_id, name)
             SELECT organization_id, project_id, name FROM projects",
    );
    let names = "SELECT name FROM milestones ORDER BY name";
    assert_eq!(as_person(&db, A, ANN, names), Ok(vec!["Launch".to_owned(), "Secret".to_owned()]));
    assert_eq!(as_person(&db, A, MIA, names), Ok(vec!["Launch".to_owned()]));
    assert_eq!(as_person(&db, A, GUS, names), Ok(vec![]));
    let insert = |organization: &str| {
        format!(
            "INSERT INTO milestones (organization_id, project_id, name) VALUES ('{organization}', '{}', 'x')",
            of_a("22")
        )
    };
    assert_eq!(as_person(&db, A, MIA, &insert(A)), refused("42501"));
    assert_eq!(as_person(&db, A, ANN, &insert(B)), refused("42501"));
    assert_eq!(as_person(&db, A, ANN, &insert(A)), Ok(vec![]));
}

#[test]
fn the_functions_and_roles_of_the_guide_exist() {
    let cluster = Cluster::own(&[]);
    let db = filled(&cluster);
    let text = include_str!("../../../docs/reference-schema.md");
    let words = |prefix: &str| -> Vec<String> {
        let mut found: Vec<String> = text
            .split(prefix)
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect())
            .collect();
        found.sort();
        found.dedup();
        found
    };
    for function in words("app.") {
        let count = db.value(&format!(
            "SELECT count(*) FROM pg_proc WHERE pronamespace = 'app'::regnamespace AND proname = '{function}'"
        ));
        assert_eq!(count, "1", "app.{function}");
    }
    for role in words("`app_") {
        assert_eq!(db.value(&format!("SELECT count(*) FROM pg_roles WHERE rolname = 'app_{role}'")), "1");
    }
}

#[test]
fn the_page_of_the_schema_is_what_the_scripts_make() {
    let folder = tempfile::TempDir::new().unwrap();
    Migrate::new(std::path::Path::new(env!("CARGO_MANIFEST_DIR")))
        .env("MIGRATE_EPHEMERAL_DIR", folder.path().to_str().unwrap())
        .args(["docs", "--dir", ".", "--ephemeral", "--schema", "public", "--schema", "app"])
        .args(["--output", "docs/schema.md", "--check"])
        .ok();
}
