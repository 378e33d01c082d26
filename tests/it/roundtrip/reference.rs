//! The reference schema: every pair is proven, and every loss declared.

use std::path::Path;

use crate::support::Migrate;

#[test]
fn the_reference_schema_is_proven_on_the_smoke_profile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Migrate::new(root)
        .args(["--dir", ".", "--ephemeral", "roundtrip", "--profile", "smoke", "--format", "json"])
        .ok()
        .json();
    for pair in run["pairs"].as_array().unwrap() {
        assert_eq!(pair["verdict"], "proven", "{pair:#}");
    }
    assert_eq!(run["whole"]["proven"], true);
}
