//! `schema`: the JSON Schema of every command's document, stored as it is generated from the views that write them.

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::json::{Frame, written};
use super::report::{Sheet, Shown};
use crate::model::outcome::report::SchemaReport;

/// Written by the tests of the views: generating schemas in the binary would add a tenth to its size.
static STORED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/ui/schemas");

/// The document of a failure, which every command may print.
pub(super) const FAILURE: &str = "failure";

/// What is stored about the documents of some commands, beside what is stored with [`FAILURE`].
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct StoredSchema {
    /// The words of each command with a hyphen between them.
    pub(super) commands: Vec<String>,
    #[serde(rename = "anyOf")]
    pub(super) documents: Vec<Value>,
    #[serde(rename = "$defs")]
    pub(super) definitions: Map<String, Value>,
}

/// Every command with a document, by its words with a hyphen between them.
pub(crate) fn documented_commands() -> Vec<String> {
    stored().flat_map(|schema| schema.commands).collect()
}

/// The schema of a command's document; `None` where there is no such command.
pub(crate) fn schema_of(command: &str) -> Option<String> {
    let own = stored().find(|schema| schema.commands.iter().any(|known| known == command))?;
    let failure = STORED.get_file(format!("{FAILURE}.json")).and_then(|file| read(file.contents()))?;
    let documents = [own.documents, failure.documents].concat();
    let mut definitions = Map::new();
    for document in &documents {
        define(document, &[&own.definitions, &failure.definitions], &mut definitions);
    }
    Some(written(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("migrate {} --format json", command.replace('-', " ")),
        "anyOf": documents,
        "$defs": definitions,
    })))
}

fn stored() -> impl Iterator<Item = StoredSchema> {
    STORED.files().filter_map(|file| read(file.contents()))
}

fn read(content: &[u8]) -> Option<StoredSchema> {
    serde_json::from_slice(content).ok()
}

/// Adds what a schema refers to, in the order of its references.
fn define(schema: &Value, known: &[&Map<String, Value>], definitions: &mut Map<String, Value>) {
    match schema {
        Value::Object(fields) => {
            let reference = fields.get("$ref").and_then(Value::as_str);
            if let Some(name) = reference.and_then(|reference| reference.strip_prefix("#/$defs/"))
                && !definitions.contains_key(name)
                && let Some(definition) = known.iter().find_map(|known| known.get(name))
            {
                definitions.insert(name.to_owned(), definition.clone());
                define(definition, known, definitions);
            }
            fields.values().for_each(|inner| define(inner, known, definitions));
        }
        Value::Array(items) => items.iter().for_each(|inner| define(inner, known, definitions)),
        _ => {}
    }
}

impl Shown for SchemaReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&self.0);
    }

    /// It is a document already.
    fn json(&self, _: Frame<'_>) -> String {
        self.0.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names of all properties of a schema, at any depth.
    fn properties(schema: &Value, names: &mut BTreeSet<String>) {
        match schema {
            Value::Object(object) => {
                if let Some(Value::Object(properties)) = object.get("properties") {
                    names.extend(properties.keys().cloned());
                }
                object.values().for_each(|inner| properties(inner, names));
            }
            Value::Array(items) => items.iter().for_each(|inner| properties(inner, names)),
            _ => {}
        }
    }

    #[test]
    fn the_page_describes_every_field_of_every_document() {
        let page = include_str!("../../docs/json.md").split("\n## Codes\n").next().unwrap();
        let mut sections = page.split("\n## ");
        let common = sections.find(|section| section.starts_with("Every document")).unwrap();
        let commands: Vec<&str> = page.split("\n### ").collect();
        for name in documented_commands() {
            let heading = format!("`{}`", name.replace('-', " "));
            let section = commands
                .iter()
                .find(|section| section.lines().next().is_some_and(|line| line.contains(&heading)));
            let section = section.unwrap_or_else(|| panic!("docs/json.md has no section of {heading}"));
            let mut fields = BTreeSet::new();
            let schema = serde_json::from_str(&schema_of(&name).unwrap()).unwrap();
            properties(&schema, &mut fields);
            for field in fields {
                let is_told =
                    |text: &str| text.contains(&format!("`{field}`")) || text.contains(&format!(".{field}`"));
                assert!(
                    is_told(section) || is_told(common),
                    "{name}: docs/json.md says nothing about `{field}`"
                );
            }
        }
    }

    #[test]
    fn a_command_has_one_schema_and_every_reference_is_defined_in_it() {
        let commands = documented_commands();
        assert_eq!(commands.iter().collect::<BTreeSet<_>>().len(), commands.len(), "{commands:?}");
        assert_eq!(stored().count(), STORED.files().count());
        for command in &commands {
            let text = schema_of(command).unwrap();
            let schema: Value = serde_json::from_str(&text).unwrap();
            for reference in text.split("\"#/$defs/").skip(1) {
                let name = reference.split('"').next().unwrap();
                assert!(schema["$defs"][name].is_object(), "{command}: {name}");
            }
        }
    }
}
