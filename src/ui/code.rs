//! A code as documents write it, and every code that there is.

use std::borrow::Cow;

#[cfg(test)]
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::model::outcome::code::Code;
#[cfg(test)]
use crate::model::outcome::codes;
use crate::model::verify::finding::RuleName;
#[cfg(test)]
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
    pub(super) fn of_rule(rule: RuleName) -> Self {
        Self(rule.name.into())
    }
}

#[cfg(test)]
impl JsonSchema for CodeView {
    fn schema_name() -> Cow<'static, str> {
        "Code".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let of_rules = rules::ALL.iter().map(|rule| Self::of_rule(rule.called()));
        let words: Vec<Self> = codes::every_code().map(Self::from).chain(of_rules).collect();
        json_schema!({ "type": "string", "description": "What it is, for programs; see docs/json.md.", "enum": words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::outcome::exit::ExitStatus;
    use crate::model::verify::finding::Severity;

    /// Each subject and the rows of its table.
    fn tables() -> Vec<(String, Vec<String>)> {
        let row =
            |word: &str, exit: ExitStatus, means: &str| format!("| `{word}` | {} | {means} |", exit.code());
        let of_subject = |(subject, lists): &(&str, &[&[Code]])| {
            let codes = lists.iter().copied().flatten();
            (format!("### {subject}"), codes.map(|code| row(code.word, code.exit, code.means)).collect())
        };
        let of_rule = |rule: &rules::Rule| {
            let exit = if rule.severity > Severity::Note { ExitStatus::Failed } else { ExitStatus::Done };
            row(&CodeView::of_rule(rule.called()).0, exit, rule.title)
        };
        let rules = ("### Rules of `verify`".to_owned(), rules::ALL.iter().map(of_rule).collect());
        codes::SUBJECTS.iter().map(of_subject).chain([rules]).collect()
    }

    #[test]
    fn the_page_lists_every_code_and_no_other() {
        let page = include_str!("../../docs/json.md");
        let listed = page.split("\n## Codes\n").nth(1).unwrap();
        let mut rows = 0;
        for (heading, table) in tables() {
            let expected =
                format!("{heading}\n\n| code | exit | what it is |\n|---|---|---|\n{}\n", table.join("\n"));
            assert!(listed.contains(&expected), "docs/json.md lacks this, word for word:\n\n{expected}");
            rows += table.len();
        }
        assert_eq!(listed.lines().filter(|line| line.starts_with("| `")).count(), rows);
    }
}
