//! Isolation as one self-contained page: the matrix and the findings.

use super::matrix::attempt_name;
use super::table::class;
use crate::model::verify::probe::{Attempt, Probed, Verdict};
use crate::model::verify::probe_tally::Tally;
use crate::model::verify::report::IsolationReport;
use crate::ui::markup::escaped;
use crate::ui::words::plural;

const HEAD: &str = include_str!("page.html");

/// The whole page.
pub(crate) fn html(report: &IsolationReport) -> String {
    let mut page = HEAD.to_owned();
    page.push_str(&summary(report));
    if let Some(probed) = &report.probed {
        page.push_str(&matrix(probed));
    }
    page.push_str("<h2>Findings</h2>\n");
    if report.findings.is_empty() {
        page.push_str("<p>None.</p>\n");
    }
    for finding in &report.findings {
        page.push_str(&format!(
            "<article class=\"{}\"><h3>{} {}</h3><p>{}</p><pre>{}</pre></article>\n",
            finding.severity.as_str(),
            finding.rule,
            escaped(&finding.object),
            escaped(&finding.what),
            escaped(&finding.fix)
        ));
    }
    page.push_str("<h2>Tables</h2>\n<table><tr><th>table</th><th>rows</th></tr>\n");
    for table in &report.tables {
        let row = format!("<tr><td>{}</td><td>{}</td></tr>\n", escaped(&table.table), class(table.class));
        page.push_str(&row);
    }
    page.push_str("</table>\n</main>\n</html>\n");
    page
}

fn summary(report: &IsolationReport) -> String {
    let tried = match &report.probed {
        None => "no access was attempted".to_owned(),
        Some(probed) => {
            let Tally { denied, leaks, inconclusive } = Tally::of(probed);
            format!(
                "{} denied, {}, {inconclusive} inconclusive",
                plural(denied, "attempt"),
                plural(leaks, "leak")
            )
        }
    };
    format!("<p>{}, {} exempt; {tried}.</p>\n", plural(report.findings.len(), "finding"), report.exempted)
}

fn matrix(probed: &[Probed]) -> String {
    let mut text = "<h2>Attempts</h2>\n<table class=\"matrix\"><tr><th>by</th><th>on</th>".to_owned();
    for attempt in Attempt::ALL {
        text.push_str(&format!("<th>{}</th>", attempt_name(attempt)));
    }
    text.push_str("</tr>\n");
    for relation in probed {
        text.push_str(&format!(
            "<tr><td>{}</td><td>{}</td>",
            escaped(&relation.role),
            escaped(&relation.relation)
        ));
        for attempt in Attempt::ALL {
            let cell = match relation.verdicts.iter().find(|(tried, _)| *tried == attempt) {
                None => "<td></td>".to_owned(),
                Some((_, Verdict::Denied)) => "<td class=\"denied\">denied</td>".to_owned(),
                Some((_, Verdict::Leak { rows })) => format!("<td class=\"leak\">leak ({rows})</td>"),
                Some((_, Verdict::Inconclusive { why })) => {
                    format!("<td class=\"open\" title=\"{}\">inconclusive</td>", escaped(why))
                }
            };
            text.push_str(&cell);
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</table>\n");
    text
}
