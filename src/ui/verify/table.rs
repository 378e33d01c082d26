//! Findings, the worst first, with what to do about each.

use std::collections::BTreeMap;

use crate::model::verify::class::Class;
use crate::model::verify::finding::{RuleName, Severity};
use crate::model::verify::report::IsolationReport;
use crate::ui::grid::Grid;
use crate::ui::paint::Paint;
use crate::ui::words::{on_one_line, plural};

/// One paragraph per finding: rule, object, what, fix; of each rule a number of them at most.
pub(crate) fn findings(report: &IsolationReport, most: usize, paint: Paint) -> String {
    let mut text = String::new();
    let mut listed: BTreeMap<(Severity, RuleName), usize> = BTreeMap::new();
    for finding in &report.findings {
        let count = listed.entry((finding.severity, finding.rule)).or_default();
        *count += 1;
        if *count > most {
            continue;
        }
        let word = match finding.severity {
            Severity::Error => paint.bad("error"),
            Severity::Warning => paint.attention("warning"),
            Severity::Note => paint.aside("note"),
        };
        text.push_str(&format!(
            "{word} {} {}: {}\n    {}\n",
            finding.rule,
            paint.name(&on_one_line(&finding.object)),
            on_one_line(&finding.what),
            on_one_line(&finding.fix)
        ));
    }
    for ((_, rule), count) in listed.iter().rev().filter(|(_, count)| **count > most) {
        text.push_str(&format!("and {} more of {rule}, `-v` shows all\n", count - most));
    }
    for stale in &report.stale {
        text.push_str(&format!(
            "{} the exemption of {} from {} no longer matches anything: remove it from migrate.toml\n",
            paint.bad("error"),
            paint.name(&on_one_line(&stale.object)),
            stale.rule
        ));
    }
    text
}

/// Every table and its class.
pub(crate) fn classes(report: &IsolationReport, paint: Paint) -> String {
    let mut grid = Grid::new(paint, ["table", "rows"]);
    for class in &report.tables {
        grid.row([class.table.as_str(), self::class(class.class)]);
    }
    grid.text()
}

/// How many tables there are of each class.
pub(crate) fn class_counts(report: &IsolationReport) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for table in &report.tables {
        *counts.entry(class(table.class)).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(class, count)| format!("{count} {class}")).collect();
    let total = plural(report.tables.len(), "table");
    if counts.is_empty() { format!("{total}\n") } else { format!("{total}: {}\n", counts.join("; ")) }
}

/// How many findings there are: `1 error, 0 warnings, 2 notes; 3 exempt`.
pub(crate) fn severities(report: &IsolationReport) -> String {
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    format!(
        "{}, {}, {}; {} exempt",
        plural(count(Severity::Error), "error"),
        plural(count(Severity::Warning), "warning"),
        plural(count(Severity::Note), "note"),
        report.exempted
    )
}

/// The words for a class; the same in tables and documents.
pub(super) fn class(class: Class) -> &'static str {
    match class {
        Class::Tenant => "tenant, by its own column",
        Class::Through => "tenant, through another table",
        Class::Global => "global (declared)",
        Class::Unreachable => "not accessible to the app role",
        Class::Unknown => "unclassified",
    }
}
