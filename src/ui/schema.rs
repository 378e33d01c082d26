//! `schema`: the JSON Schema of every command's document, generated from the very views that write them.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::docs::DocsView;
use super::fingerprint::{DriftView, SnapshotView};
use super::json::{Document, FailureDocument, Frame, written};
use super::new::CreatedView;
use super::partitions::PartitionsView;
use super::plan::PlanView;
use super::repair::RepairView;
use super::report::{Sheet, Shown};
use super::roundtrip::RoundtripView;
use super::seed::SeedView;
use super::status::StatusView;
use super::steps::StepsView;
use super::verify::{RulesView, VerifyView};
use crate::model::outcome::report::SchemaReport;

/// What a document with a report may be.
type Make = fn(&mut SchemaGenerator) -> Schema;

/// Every command by its words with a hyphen between them, and the documents that it may print, beside the one of a
/// failure.
pub(crate) const DOCUMENTS: [(&str, &[Make]); 19] = [
    ("up", &[of::<StepsView>, of::<PlanView<'_>>]),
    ("down", &[of::<StepsView>, of::<PlanView<'_>>]),
    ("redo", &[of::<StepsView>, of::<PlanView<'_>>]),
    ("status", &[of::<StatusView<'_>>]),
    ("repair", &[of::<RepairView>]),
    ("docs", &[of::<DocsView<'_>>]),
    ("partitions-ensure", &[of::<PartitionsView<'_>>]),
    ("partitions-check", &[of::<PartitionsView<'_>>]),
    ("partitions-drain", &[of::<PartitionsView<'_>>]),
    ("partitions-retire", &[of::<PartitionsView<'_>>]),
    ("partitions-adopt", &[of::<PartitionsView<'_>>]),
    ("partitions-list", &[of::<PartitionsView<'_>>]),
    ("verify", &[of::<VerifyView<'_>>, of::<RulesView>]),
    ("seed", &[of::<SeedView<'_>>]),
    ("roundtrip", &[of::<RoundtripView<'_>>]),
    ("snapshot", &[of::<SnapshotView<'_>>]),
    ("drift", &[of::<DriftView<'_>>]),
    ("new", &[of::<CreatedView<'_>>]),
    ("demo", &[of::<StepsView>]),
];

/// The schema of a command's document; `None` where there is no such command.
pub(crate) fn schema_of(command: &str) -> Option<Schema> {
    let (name, documents) = DOCUMENTS.iter().find(|(name, _)| *name == command)?;
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut any: Vec<Schema> = documents.iter().map(|make| make(&mut generator)).collect();
    any.push(generator.subschema_for::<FailureDocument<'_>>());
    let definitions = generator.take_definitions(true);
    Some(json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("migrate {} --format json", name.replace('-', " ")),
        "anyOf": any,
        "$defs": definitions,
    }))
}

fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<Document<'_, T>>()
}

impl Shown for SchemaReport {
    fn human(&self, sheet: &dyn Sheet) {
        sheet.results(&written(&self.0));
    }

    /// It is a document already.
    fn json(&self, _: Frame<'_>) -> String {
        written(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

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
        for (name, _) in DOCUMENTS {
            let heading = format!("`{}`", name.replace('-', " "));
            let section = commands
                .iter()
                .find(|section| section.lines().next().is_some_and(|line| line.contains(&heading)));
            let section = section.unwrap_or_else(|| panic!("docs/json.md has no section of {heading}"));
            let mut fields = BTreeSet::new();
            properties(&schema_of(name).unwrap().to_value(), &mut fields);
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
}
