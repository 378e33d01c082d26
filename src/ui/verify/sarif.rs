//! Findings as SARIF 2.1.0 ("Static Analysis Results Interchange Format", OASIS), for code scanning.

use serde_json::{Value, json};

use crate::model::verify::finding::{Finding, Severity};
use crate::model::verify::report::IsolationReport;
use crate::model::verify::rules;

/// The whole document. A finding is about an object of the database, so it has a logical location and none in
/// a file.
pub(crate) fn sarif(report: &IsolationReport) -> String {
    let rules: Vec<Value> = rules::ALL
        .iter()
        .map(|rule| {
            json!({
                "id": rule.id,
                "name": rule.name,
                "shortDescription": { "text": rule.title },
                "fullDescription": { "text": rule.why },
                "help": { "text": rule.fix },
                "defaultConfiguration": { "level": level(rule.severity) },
            })
        })
        .collect();
    let results: Vec<Value> = report.findings.iter().map(result).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "migrate verify",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

/// A result goes by the rule's id alone, which is what baselines and alerts are matched by.
fn result(finding: &Finding) -> Value {
    json!({
        "ruleId": finding.rule.id,
        "ruleIndex": rules::ALL.iter().position(|rule| rule.id == finding.rule.id),
        "level": level(finding.severity),
        "message": { "text": format!("{}: {}\n{}", finding.object, finding.what, finding.fix) },
        "locations": [{ "logicalLocations": [{ "fullyQualifiedName": finding.object }] }],
        "partialFingerprints": { "ruleAndObject/v1": format!("{}:{}", finding.rule.id, finding.object) },
    })
}

fn level(severity: Severity) -> &'static str {
    severity.word()
}
