//! What was tried: a line for each relation, and why what was not denied was not.

use crate::model::verify::overview::{AttemptKind, Became, OpenReason, Overview};
use crate::model::verify::probe::{Attempt, Probed, Verdict};
use crate::model::verify::report::IsolationReport;
use crate::ui::page::markup::{badge, code, text, ticked};
use crate::ui::page::tables::{HtmlTable, section as in_section};
use crate::ui::verify::matrix::{attempt_name, kind_name};
use crate::ui::words::plural;

/// How many leaks are described, how many attempts are named under one reason, and how many relations are listed.
const DESCRIBED: usize = 100;
const NAMED: usize = 8;
const LISTED: usize = 1_000;

/// The section.
pub(super) fn section(report: &IsolationReport) -> String {
    let content = match report.probed.as_deref() {
        None => "<p>Nothing was tried.</p>\n".to_owned(),
        Some([]) => "<p>There was nothing to try: no relation that holds tenants' rows.</p>\n".to_owned(),
        Some(probed) => format!("{}{}", described(probed), listed(probed)),
    };
    in_section("attempts", "Attempts", &content)
}

/// Leaks, then why the rest is not shown, each reason once.
fn described(probed: &[Probed]) -> String {
    let mut leaks = Vec::new();
    for relation in probed {
        for (attempt, verdict) in &relation.verdicts {
            if let Verdict::Leak { rows } = verdict {
                let rows = plural(usize::try_from(*rows).unwrap_or_default(), "row");
                leaks.push(format!(
                    "<article class=\"finding bad\">\n<h3>{} {}: {}</h3>\n<p>{} reached {rows} of another tenant</p>\n</article>\n",
                    badge("bad", "✗", "leak"),
                    code(&relation.relation),
                    attempt_name(*attempt),
                    code(&relation.role),
                ));
            }
        }
    }
    let more = leaks.len().saturating_sub(DESCRIBED);
    let mut described: String = leaks.into_iter().take(DESCRIBED).collect();
    if more > 0 {
        described.push_str(&format!(
            "<p class=\"aside\">and {}: <code>--format json</code> lists them all.</p>\n",
            plural(more, "more leak")
        ));
    }
    described.extend(OpenReason::list(probed).iter().map(inconclusive));
    described
}

fn inconclusive(reason: &OpenReason<'_>) -> String {
    let tried = |(probed, attempt): &(&Probed, Attempt)| {
        format!("<li>{}: {} by {}</li>", code(&probed.relation), attempt_name(*attempt), code(&probed.role))
    };
    let listed: String = reason.attempts.iter().take(NAMED).map(tried).collect();
    let more = reason.attempts.len().saturating_sub(NAMED);
    let more = if more > 0 { format!("<li class=\"aside\">and {more} more</li>") } else { String::new() };
    format!(
        "<article class=\"finding look\">\n<h3>{} {}</h3>\n<p>{}</p>\n<ul>{listed}{more}</ul>\n</article>\n",
        badge("look", "?", "inconclusive"),
        plural(reason.attempts.len(), "attempt"),
        ticked(reason.why)
    )
}

/// A line for each relation and role.
fn listed(probed: &[Probed]) -> String {
    let kinds = AttemptKind::ALL.map(|kind| (kind_name(kind), false));
    let columns: Vec<_> = [("on", false), ("as", false)].into_iter().chain(kinds).collect();
    let mut table = HtmlTable::new("cards", "What became of the attempts, the worst of each kind", &columns);
    let overviews = Overview::list(probed);
    for overview in overviews.iter().take(LISTED) {
        let cells = overview.kinds.iter().map(|became| became_badge(*became));
        let names = [code(&overview.probed.relation), code(&overview.probed.role)];
        table.row(&names.into_iter().chain(cells).collect::<Vec<_>>());
    }
    let more = overviews.len().saturating_sub(LISTED);
    let more = if more > 0 {
        format!("<p class=\"aside\">and {} more</p>\n", text(&more.to_string()))
    } else {
        String::new()
    };
    format!("{}{more}", table.end())
}

fn became_badge(became: Became) -> String {
    match became {
        Became::Untried => String::new(),
        Became::Denied => badge("good", "✓", "denied"),
        Became::Inconclusive => badge("look", "?", "inconclusive"),
        Became::Leak => badge("bad", "✗", "leak"),
    }
}
