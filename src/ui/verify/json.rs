//! Findings as fields of the JSON document.

use serde_json::{Map, Value, json};

use super::matrix::word;
use super::table::class;
use crate::model::verify::probe::Verdict;
use crate::model::verify::report::IsolationReport;
use crate::model::verify::rules::Rule;

/// The fields of a report.
pub(crate) fn document(root: &mut Map<String, Value>, report: &IsolationReport) {
    let findings = report.findings.iter().map(|finding| {
        json!({
            "rule": finding.rule.id,
            "name": finding.rule.name,
            "severity": finding.severity.word(),
            "object": finding.object,
            "what": finding.what,
            "fix": finding.fix,
        })
    });
    root.insert("findings".to_owned(), findings.collect());
    let stale = report
        .stale
        .iter()
        .map(|stale| json!({ "rule": stale.rule.id, "name": stale.rule.name, "object": stale.object, "reason": stale.reason }));
    root.insert("stale_exemptions".to_owned(), stale.collect());
    root.insert("exempted".to_owned(), json!(report.exempted));
    let tables =
        report.tables.iter().map(|table| json!({ "table": table.table, "rows_are": class(table.class) }));
    root.insert("tables".to_owned(), tables.collect());
    let tried = report.probed.iter().flatten().flat_map(|probed| {
        probed.verdicts.iter().map(move |(attempt, verdict)| {
            let (said, rows, why) = match verdict {
                Verdict::Denied => ("denied", None, None),
                Verdict::Leak { rows } => ("leak", Some(rows), None),
                Verdict::Inconclusive { why } => ("inconclusive", None, Some(why)),
            };
            json!({
                "relation": probed.relation, "role": probed.role, "attempt": word(*attempt),
                "verdict": said, "rows": rows, "why": why,
            })
        })
    });
    root.insert("is_probed".to_owned(), json!(report.probed.is_some()));
    root.insert("tried".to_owned(), tried.collect());
}

/// The fields of `--explain`.
pub(crate) fn rules(root: &mut Map<String, Value>, rules: &[Rule]) {
    let rules = rules.iter().map(|rule| {
        json!({
            "id": rule.id,
            "name": rule.name,
            "severity": rule.severity.word(),
            "title": rule.title,
            "why": rule.why,
            "fix": rule.fix,
        })
    });
    root.insert("rules".to_owned(), rules.collect());
}
