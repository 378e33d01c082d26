//! What the rules found, the worst first, with what to do about each; then leaks, which are findings as well.

use crate::model::verify::finding::{RuleFinding, Severity};
use crate::model::verify::report::IsolationReport;
use crate::ui::page::markup::{badge, code, text, ticked};
use crate::ui::page::tables::section as in_section;
use crate::ui::words::plural;

/// How many are shown.
const SHOWN: usize = 200;

/// The section.
pub(super) fn section(report: &IsolationReport) -> String {
    let mut content = String::new();
    if report.findings.is_empty() && report.stale.is_empty() {
        content.push_str("<p>None.</p>\n");
    }
    for finding in report.findings.iter().take(SHOWN) {
        content.push_str(&article(finding));
    }
    if report.findings.len() > SHOWN {
        let more = plural(report.findings.len() - SHOWN, "more finding");
        content.push_str(&format!(
            "<p class=\"aside\">and {more}: <code>--format json</code> lists them all.</p>\n"
        ));
    }
    for stale in &report.stale {
        content.push_str(&format!(
            "<article class=\"finding bad\">\n<h3>{} {}</h3>\n<p>The exemption no longer matches anything: remove it from \
             <code>migrate.toml</code>. Its reason was: {}</p>\n</article>\n",
            badge("bad", "✗", "error"),
            named(&stale.rule.to_string(), &stale.object),
            text(&stale.reason)
        ));
    }
    in_section("findings", "Findings", &content)
}

fn named(rule: &str, object: &str) -> String {
    format!("<span class=\"aside\">{}</span> {}", text(rule), code(object))
}

fn article(finding: &RuleFinding) -> String {
    let (class, sign) = match finding.severity {
        Severity::Error => ("bad", "✗"),
        Severity::Warning => ("look", "!"),
        Severity::Note => ("aside", "·"),
    };
    format!(
        "<article class=\"finding {class}\">\n<h3>{} {}</h3>\n<p>{}</p>\n<pre>{}</pre>\n</article>\n",
        badge(class, sign, finding.severity.as_str()),
        named(&finding.rule.to_string(), &finding.object),
        ticked(&finding.what),
        text(&finding.fix)
    )
}
