//! The profiles of this repository fit their schemas.

use std::path::Path;

use crate::support::{Database, Migrate};

fn seeded(arguments: &[&str], profile: &str) -> Database {
    let db = Database::new();
    let migrate = || {
        Migrate::new(Path::new(env!("CARGO_MANIFEST_DIR")))
            .args(arguments.iter().copied())
            .args(["--database-url", db.url()])
    };
    migrate().args(["up"]).ok();
    migrate().args(["seed", "--profile", profile]).ok();
    db
}

#[test]
fn smoke_keeps_every_promise_of_the_reference_schema() {
    let db = seeded(&["--embedded"], "smoke");
    let broken: Vec<String> =
        db.query(include_str!("invariants.sql")).into_iter().filter(|line| !line.ends_with("|0")).collect();
    assert_eq!(broken, Vec::<String>::new());
}

#[test]
fn the_shop_is_seeded_by_a_profile_that_says_little() {
    let db = seeded(&["--dir", "examples/shop"], "examples/shop/profile.toml");
    assert_eq!(db.value("SELECT count(*) FROM shop.shops"), "20");
}
