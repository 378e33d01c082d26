//! Findings as SARIF 2.1.0 ("Static Analysis Results Interchange Format", OASIS), for code scanning.

use serde::Serialize;

use crate::model::verify::finding::RuleFinding;
use crate::model::verify::report::IsolationReport;
use crate::model::verify::rules::{self, Rule};

/// The whole document. A finding is about an object of the database, so it has a logical location, but
/// no file.
pub(crate) fn sarif(report: &IsolationReport) -> String {
    let driver = Driver {
        name: "migrate verify",
        version: env!("CARGO_PKG_VERSION"),
        rules: rules::ALL.iter().map(Descriptor::of).collect(),
    };
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        results: report.findings.iter().map(Outcome::of).collect(),
    };
    let document =
        Sarif { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    crate::ui::json::written(&document)
}

#[derive(Serialize)]
struct Sarif<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Descriptor>,
}

/// `reportingDescriptor`
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: &'static str,
    short_description: Text<&'static str>,
    full_description: Text<&'static str>,
    help: Text<&'static str>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// `result`
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<String>,
    locations: [Location<'a>; 1],
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    logical_locations: [LogicalLocation<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation<'a> {
    fully_qualified_name: &'a str,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "ruleAndObject/v1")]
    rule_and_object: String,
}

impl Descriptor {
    fn of(rule: &Rule) -> Self {
        Self {
            id: rule.id,
            name: rule.name,
            short_description: Text { text: rule.title },
            full_description: Text { text: rule.why },
            help: Text { text: rule.fix },
            default_configuration: Configuration { level: rule.severity.as_str() },
        }
    }
}

impl<'a> Outcome<'a> {
    /// A result goes by the rule's id alone, which is what baselines and alerts are matched by.
    fn of(finding: &'a RuleFinding) -> Self {
        Self {
            rule_id: finding.rule.id,
            rule_index: rules::ALL.iter().position(|rule| rule.id == finding.rule.id),
            level: finding.severity.as_str(),
            message: Text { text: format!("{}: {}\n{}", finding.object, finding.what, finding.fix) },
            locations: [Location {
                logical_locations: [LogicalLocation { fully_qualified_name: &finding.object }],
            }],
            partial_fingerprints: Fingerprints {
                rule_and_object: format!("{}:{}", finding.rule.id, finding.object),
            },
        }
    }
}
