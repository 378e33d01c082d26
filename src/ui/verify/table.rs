//! Findings, the worst first, with what to do about each.

use crate::model::verify::class::Class;
use crate::model::verify::finding::Severity;
use crate::model::verify::report::IsolationReport;
use crate::ui::grid::Grid;
use crate::ui::paint::Paint;
use crate::ui::words::{on_one_line, plural};

/// One paragraph per finding: rule, object, what, fix.
pub(crate) fn findings(report: &IsolationReport, paint: Paint) -> String {
    let mut text = String::new();
    for finding in &report.findings {
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
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    format!(
        "{}{}, {}, {}; {} exempt\n",
        grid.text(),
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
