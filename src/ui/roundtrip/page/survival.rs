//! What happened to the rows of each pair.

use super::markup::list;
use crate::model::roundtrip::finding::{Loss, Lost, RoundtripFinding};
use crate::model::roundtrip::report::{Declared, PairReport, RoundtripReport, Verdict};
use crate::ui::page::markup::{badge, code};
use crate::ui::page::tables::{HtmlTable, section as in_section};
use crate::ui::words::{plural, rows};

/// The section.
pub(super) fn section(report: &RoundtripReport) -> String {
    let has_rows = report.has_rows();
    let caption = "What each rollback lost as declared with <code>-- migrate:lossy</code>, and what it lost undeclared. \
                   Rows are compared once the migration is applied again.";
    let columns =
        [("Migration", false), ("Rows", false), ("Lost, as declared", false), ("Lost, undeclared", false)];
    let mut table = HtmlTable::new("cards survival", caption, &columns);
    for pair in &report.pairs {
        table.row(&[
            code(&pair.id.to_string()),
            outcome(pair, has_rows),
            list(report.pairs.len(), &declared(pair)),
            list(report.pairs.len(), &losses(pair).into_iter().map(undeclared).collect::<Vec<_>>()),
        ]);
    }
    let mut content = if has_rows { String::new() } else { empty() };
    content.push_str(&table.end());
    if !report.untried.is_empty() {
        let untried = plural(report.untried.len(), "pair");
        content.push_str(&format!(
            "<p class=\"look\">{untried} not tested: nothing is proven about their rows.</p>\n"
        ));
    }
    in_section("rows", "What happened to the rows", &content)
}

fn empty() -> String {
    "<p class=\"look\">The tables were empty: nothing is proven about rows.</p>\n".to_owned()
}

fn losses(pair: &PairReport) -> Vec<&Loss> {
    let losses = pair.findings.iter().filter_map(|finding| match finding {
        RoundtripFinding::Loss(loss) => Some(loss),
        _ => None,
    });
    losses.collect()
}

fn outcome(pair: &PairReport, has_rows: bool) -> String {
    if !losses(pair).is_empty() {
        return badge("bad", "✗", "rows lost");
    }
    if pair.verdict() == Verdict::Irreversible {
        return badge("look", "⊘", "irreversible");
    }
    if !has_rows || !pair.is_compared() {
        return badge("look", "?", "not compared");
    }
    if pair.lost.is_empty() {
        badge("good", "✓", "all rows restored")
    } else {
        badge("good", "✓", "all others restored")
    }
}

fn declared(pair: &PairReport) -> Vec<String> {
    let lost = |lost: &Declared| match lost.rows {
        0 => code(&lost.object),
        count => format!("{} <span class=\"aside\">{}</span>", code(&lost.object), rows(count)),
    };
    let not_lost = pair.findings.iter().filter_map(|finding| match finding {
        RoundtripFinding::NotLost { object } => {
            Some(format!("{} <span class=\"aside\">was restored</span>", code(object)))
        }
        _ => None,
    });
    pair.lost.iter().map(lost).chain(not_lost).collect()
}

fn undeclared(loss: &Loss) -> String {
    let object = match &loss.column {
        Some(column) => code(&format!("{}.{column}", loss.object)),
        None => code(&loss.object),
    };
    let what = match loss.what {
        Lost::Gone(count) => format!("{} gone", rows(count)),
        Lost::Added(count) => format!("{} more than before", rows(count)),
        Lost::Differ(count) => format!("{} differ", rows(count)),
        Lost::Unknown => "rows differ".to_owned(),
        Lost::WentBack(..) => "the sequence went back".to_owned(),
    };
    format!("{object} <span class=\"lost\">{what}</span>")
}
