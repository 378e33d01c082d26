//! Findings as `JUnit` XML, as CI servers read it: one test case per rule, one failure per finding.

use crate::model::verify::finding::{RuleFinding, RuleName, Severity};
use crate::model::verify::report::IsolationReport;
use crate::model::verify::rules;
use crate::ui::markup::escaped;

/// The whole document.
pub(crate) fn junit(report: &IsolationReport) -> String {
    let failures = rules::ALL.iter().filter(|rule| failing(report, rule.called()).next().is_some()).count();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"migrate verify\" tests=\"{}\" failures=\"{}\">\n",
        rules::ALL.len() + usize::from(!report.stale.is_empty()),
        failures + usize::from(!report.stale.is_empty())
    );
    for rule in rules::ALL {
        let lines: Vec<String> = failing(report, rule.called())
            .map(|finding| format!("{}: {}\n{}", finding.object, finding.what, finding.fix))
            .collect();
        xml.push_str(&case(&rule.called().to_string(), &lines));
    }
    if !report.stale.is_empty() {
        let lines: Vec<String> = report
            .stale
            .iter()
            .map(|stale| format!("{} is exempt from {}", stale.object, stale.rule))
            .collect();
        xml.push_str(&case("exemptions that no longer match anything", &lines));
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

fn failing(report: &IsolationReport, rule: RuleName) -> impl Iterator<Item = &RuleFinding> {
    report.findings.iter().filter(move |finding| finding.rule == rule && finding.severity > Severity::Note)
}

fn case(name: &str, failures: &[String]) -> String {
    let head = format!("    <testcase classname=\"migrate.verify\" name=\"{name}\"");
    match failures {
        [] => format!("{head}/>\n"),
        [first, ..] => format!(
            "{head}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
            escaped(first.lines().next().unwrap_or_default()),
            escaped(&failures.join("\n"))
        ),
    }
}
