//! The schemas that the binary prints, against which every document of the tests is held.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use boon::{Compiler, Schemas};
use serde_json::Value;

use super::cli::Migrate;

/// Each schema is printed once for all tests of a process.
static PRINTED: Mutex<Option<HashMap<String, Value>>> = Mutex::new(None);

/// The schema of a command, of `config` or of `profile`, as `migrate schema` prints it.
pub(crate) fn schema(what: &str) -> Value {
    let mut printed = PRINTED.lock().unwrap_or_else(PoisonError::into_inner);
    let print = || {
        let run = Migrate::new(Path::new("/")).args(["schema", what]).ok();
        serde_json::from_str(&run.stdout).unwrap()
    };
    printed.get_or_insert_default().entry(what.to_owned()).or_insert_with(print).clone()
}

/// Whether a document is as the schema of its command says. One without a command, of a command line that was not
/// understood, is as that of any.
pub(crate) fn validate(document: &Value) -> Result<(), String> {
    let command = document["command"].as_str().unwrap_or("up").replace(' ', "-");
    // What `schema` prints is a schema; it has a document of its own for failures only.
    is_valid(if command == "schema" { "up" } else { &command }, document)
}

/// Whether a value is as a schema says.
pub(crate) fn is_valid(what: &str, value: &Value) -> Result<(), String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    let place = format!("file:///{what}.json");
    compiler.add_resource(&place, schema(what)).map_err(|error| error.to_string())?;
    let index = compiler.compile(&place, &mut schemas).map_err(|error| format!("{error:#}"))?;
    schemas.validate(value, index).map_err(|error| format!("not as `migrate schema {what}` says: {error:#}"))
}
