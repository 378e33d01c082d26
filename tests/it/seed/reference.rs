//! The profiles of this repository fit their schemas.

use std::path::Path;

use crate::support::{Database, Migrate};

fn migrate(db: &Database, arguments: &[&str]) -> Migrate {
    Migrate::new(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(arguments.iter().copied())
        .args(["--database-url", db.url()])
}

fn seeded(arguments: &[&str], profile: &[&str]) -> Database {
    let db = Database::new();
    migrate(&db, arguments).args(["up"]).ok();
    migrate(&db, arguments).args(["seed", "--profile"]).args(profile.iter().copied()).ok();
    db
}

fn broken(db: &Database) -> Vec<String> {
    db.query(include_str!("invariants.sql")).into_iter().filter(|line| !line.ends_with("|0")).collect()
}

#[test]
fn smoke_keeps_every_promise_of_the_reference_schema() {
    assert_eq!(broken(&seeded(&["--embedded"], &["smoke"])), Vec::<String>::new());
}

/// How many rows each table has.
fn counts(db: &Database) -> Vec<String> {
    let tables = db.query(
        "SELECT c.oid::regclass FROM pg_class AS c
         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.oid >= 16384 AND c.relname <> 'migrate_seed'
             AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
         ORDER BY c.oid::regclass::text",
    );
    tables.iter().map(|table| db.value(&format!("SELECT '{table}', count(*) FROM {table}"))).collect()
}

#[test]
fn everything_that_the_profiles_write_is_removed_again() {
    for (arguments, profile) in [
        (["--embedded"].as_slice(), ["smoke"].as_slice()),
        (&["--dir", "."], &["ci", "--scale", "0.25"]),
        (&["--dir", "examples/shop"], &["examples/shop/profile.toml"]),
    ] {
        let db = Database::new();
        migrate(&db, arguments).args(["up"]).ok();
        let before = counts(&db);
        migrate(&db, arguments).args(["seed", "--profile"]).args(profile.iter().copied()).ok();
        assert_ne!(counts(&db), before);
        let cleared = migrate(&db, arguments).args(["seed", "--clear", "--format", "json"]).ok().json();
        assert_eq!(cleared["rows_left"], serde_json::json!([]), "{profile:?}");
        assert_eq!(counts(&db), before, "{profile:?}");
    }
}

#[test]
fn a_part_of_ci_written_fast_keeps_them_too_and_leaves_the_schema_as_the_scripts_made_it() {
    let db = seeded(&["--dir", "."], &["ci", "--scale", "0.25"]);
    assert_eq!(broken(&db), Vec::<String>::new());
    assert_eq!(
        db.query(
            "SELECT conname FROM pg_constraint WHERE NOT convalidated
             UNION ALL SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid
             UNION ALL SELECT relname FROM pg_class
                 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples < 0
                     AND relname ~ '^(tasks|comments|activities_2026_10|users)$'"
        ),
        Vec::<String>::new()
    );
    migrate(&db, &["--dir", "."]).args(["drift"]).ok();
    migrate(&db, &["--dir", "."]).args(["verify"]).ok();
}

#[test]
fn the_shop_is_seeded_by_a_profile_that_says_little() {
    let db = seeded(&["--dir", "examples/shop"], &["examples/shop/profile.toml"]);
    assert_eq!(db.value("SELECT count(*) FROM shop.shops"), "20");
}
