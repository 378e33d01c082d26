//! `snapshot` and `drift`: every kind of change of a schema is seen and named, and what is no change is not.

mod additions;
mod bundled;
mod changes;
mod drift;
mod equivalent_texts;
mod file;
mod months;
mod server;
mod unchanged;

use serde_json::Value;

use crate::support::{Database, Migrate, Project, base};

/// What a fingerprint of every kind of object is taken of; needs [`ROLES`].
const SCHEMA: &str = include_str!("schema.sql");

const ROLES: &str = "CREATE ROLE reader; CREATE ROLE writer; CREATE ROLE boss SUPERUSER";

/// The document of `migrate snapshot`.
fn snapshot(db: &Database) -> Value {
    Project::bare().migrate_on(db).args(["snapshot", "--format", "json"]).ok().json()
}

/// A call whose throwaway servers are in memory, as the tests' own.
fn quick(call: Migrate) -> Migrate {
    call.env("MIGRATE_EPHEMERAL_DIR", base().to_str().unwrap())
}

/// The document of a call that ends with this code.
fn document(call: Migrate, code: i32) -> Value {
    call.args(["--format", "json"]).code(code).json()
}

/// The hash of a schema.
fn hash(db: &Database) -> String {
    snapshot(db)["sha256"].as_str().unwrap().to_owned()
}

/// The differences of a document, as `CHANGE OBJECT`, and `moved OBJECT` for another order of columns.
fn told(document: &Value) -> Vec<String> {
    let of = |field: &str| document[field].as_array().cloned().unwrap_or_default();
    let differences = of("differences");
    let differences = differences
        .iter()
        .map(|found| format!("{} {}", found["change"].as_str().unwrap(), found["object"].as_str().unwrap()));
    let moved = of("moved");
    let moved = moved.iter().map(|found| format!("moved {}", found["object"].as_str().unwrap()));
    differences.chain(moved).collect()
}
