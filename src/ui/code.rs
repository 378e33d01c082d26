//! A code as documents write it, and every code that there is.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::model::outcome::code::Code;
use crate::model::outcome::codes;
use crate::model::verify::rules;

/// A code in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct CodeView(Cow<'static, str>);

impl From<Code> for CodeView {
    fn from(code: Code) -> Self {
        Self(code.word.into())
    }
}

impl CodeView {
    /// The code of a rule of `verify`.
    pub(super) fn of_rule(id: &str) -> Self {
        Self(id.to_ascii_lowercase().into())
    }
}

impl JsonSchema for CodeView {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let of_rules = rules::ALL.iter().map(|rule| Self::of_rule(rule.id));
        let words: Vec<Self> = codes::all().map(Self::from).chain(of_rules).collect();
        json_schema!({ "type": "string", "description": "What it is, for programs; see docs/json.md.", "enum": words })
    }
}
