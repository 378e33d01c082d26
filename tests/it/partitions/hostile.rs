//! Any legal identifier works.

use super::{bounds, database};
use crate::support::Project;

#[test]
fn tables_and_columns_may_be_called_anything() {
    let db = database();
    let project = Project::bare();
    let names = [
        "a\"; DROP TABLE hist; --",
        "x\".\"y",
        " lead",
        "new\nline",
        "100%_%Y",
        "back\\slash",
        "Üñï 'q' 語",
        "$do$ $1 {0}",
        &"ü".repeat(31),
        &"x".repeat(63),
    ];
    db.execute("CREATE SCHEMA \"odd \"\"schema\"; CREATE TABLE hist (x int)");
    let quote = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let mut toml = String::new();
    for name in names {
        db.execute(&format!(
            "CREATE TABLE \"odd \"\"schema\".{0} ({0} timestamptz NOT NULL) PARTITION BY RANGE ({0});
             CREATE TABLE \"odd \"\"schema\".\"d{1}\" PARTITION OF \"odd \"\"schema\".{0} DEFAULT",
            quote(name),
            names.iter().position(|other| *other == name).unwrap()
        ));
        let text = serde_json::to_string(name).unwrap();
        toml.push_str(&format!(
            "[[partitions]]\nschema = \"odd \\\"schema\"\ntable = {text}\ncolumn = {text}\ninterval = \"month\"\ndefault = true\n"
        ));
    }
    project.file("migrate.toml", &toml);
    project.migrate_on(&db).args(["partitions", "ensure"]).ok();
    for name in names {
        let table = format!("\"odd \"\"schema\".{}", quote(name)).replace('\'', "''");
        assert_eq!(bounds(&db, &table).len(), 5, "{name}");
    }
    project.migrate_on(&db).args(["partitions", "ensure"]).ok().says(&["nothing to do"]);
    project.migrate_on(&db).args(["partitions", "check"]).ok();
    let list = project.migrate_on(&db).args(["partitions", "list"]).ok();
    assert!(!list.stdout.contains('\u{1b}'));
    assert_eq!(db.value("SELECT to_regclass('hist')"), "hist");
}
