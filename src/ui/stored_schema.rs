//! What `schema` prints, held to the views: a test beside each view generates its schema and compares it with the
//! stored one, or writes it where `MIGRATE_WRITE_PAGES` is set.

use std::fs;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::json::{Document, FailureDocument, written};
use super::schema::{FAILURE, StoredSchema};

/// What a document with a report may be.
pub(super) type Make = fn(&mut SchemaGenerator) -> Schema;

/// Which commands may print the documents of which views, as a test. A file is named after the first command.
macro_rules! stored_schemas {
    ($([$($command:literal),+]: $($view:ty),+;)+) => {
        #[test]
        fn the_stored_schemas_are_those_of_the_views() {
            $(crate::ui::stored_schema::hold(&[$($command),+], &[$(crate::ui::stored_schema::document::<$view>),+]);)+
        }
    };
}
pub(super) use stored_schemas;

/// The document around a view.
pub(super) fn document<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Document<'_, T>>()
}

/// The stored schema of these commands is that of these documents.
pub(super) fn hold(commands: &[&str], documents: &[Make]) {
    let failure = generated(&[], &[failure]);
    let mut schema = generated(commands, documents);
    schema.definitions.retain(|name, definition| failure.definitions.get(name) != Some(definition));
    compare(commands[0], &schema);
}

#[test]
fn the_stored_schema_of_a_failure_is_that_of_its_view() {
    compare(FAILURE, &generated(&[], &[failure]));
}

fn failure(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<FailureDocument<'_>>()
}

fn generated(commands: &[&str], documents: &[Make]) -> StoredSchema {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let documents: Vec<Schema> = documents.iter().map(|make| make(&mut generator)).collect();
    let definitions = generator.take_definitions(true);
    // A schema serialized as a whole has its keys in the usual order.
    let schema = json_schema!({ "commands": commands, "anyOf": documents, "$defs": definitions });
    serde_json::from_str(&serde_json::to_string(&schema).unwrap()).unwrap()
}

fn compare(name: &str, schema: &StoredSchema) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/ui/schemas/{name}.json"));
    let text = written(schema);
    if std::env::var_os("MIGRATE_WRITE_PAGES").is_some() {
        fs::write(&file, &text).unwrap();
    }
    let is_same = fs::read_to_string(&file).is_ok_and(|stored| stored == text);
    assert!(is_same, "src/ui/schemas/{name}.json is out of date; `make pages` writes it");
}
