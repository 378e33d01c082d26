//! What was measured, next to its target.

use super::markup::way;
use crate::model::roundtrip::limit::{Amount, Limit};
use crate::model::roundtrip::outcomes::{Measured, Outcome, Status, Worst, outcomes};
use crate::model::roundtrip::report::RoundtripReport;
use crate::ui::page::markup::{badge, code};
use crate::ui::page::tables::{HtmlTable, section as in_section};
use crate::ui::words::{amount, grouped, plural, rows};

/// The section.
pub(super) fn section(report: &RoundtripReport) -> String {
    let caption = "All measured in this run. Each cost is the highest of any script that ran to completion; \
                   limits are those of <code>[roundtrip]</code> in <code>migrate.toml</code>.";
    let columns = [("Metric", false), ("Target", false), ("Measured", false), ("Status", false)];
    let mut table = HtmlTable::new("cards outcomes", caption, &columns);
    for line in outcomes(report) {
        table.row(&row(&line));
    }
    let mut content = table.end();
    if !report.has_rows() {
        content.push_str(
            "<p class=\"look\">The tables were empty: the costs say nothing about tables with rows.</p>\n",
        );
    }
    in_section("outcomes", "Outcomes", &content)
}

fn row(line: &Outcome<'_>) -> [String; 4] {
    let (metric, target, measured) = match &line.measured {
        Measured::Rollbacks { proven, irreversible, untried, total } => {
            let mut measured = format!("{proven} of {total}");
            for (count, word) in [(irreversible, "irreversible"), (untried, "not tested")] {
                if *count > 0 {
                    measured.push_str(&format!(", {count} {word}"));
                }
            }
            ("Rollbacks proven".to_owned(), "all that are reversible".to_owned(), measured)
        }
        Measured::Losses { count, rows: gone, compared, total } => {
            let pairs =
                if compared == total { String::new() } else { format!(", in {compared} of {total} pairs") };
            let measured = match (count, gone, compared) {
                (0, _, 0) => "no rows were compared".to_owned(),
                (0, ..) => format!("none{pairs}"),
                (_, 0, _) => format!("{count}{pairs}"),
                _ => format!("{count}, {}{pairs}", rows(*gone)),
            };
            ("Undeclared losses".to_owned(), "none".to_owned(), measured)
        }
        Measured::Whole { differ, told_before } => {
            let measured = match differ {
                None => "not reached".to_owned(),
                Some(0) if *told_before => "nothing beyond what single pairs left behind".to_owned(),
                Some(0) => "the same".to_owned(),
                Some(count) => format!("{} differ", plural(*count, "object")),
            };
            ("Schema after everything down and up again".to_owned(), "the same".to_owned(), measured)
        }
        Measured::Cost { limit, most, worst, scripts, total } => {
            let target = most.map_or_else(
                || "no limit".to_owned(),
                |most| format!("{} <span class=\"key\">{}</span>", at_most(most), limit.key()),
            );
            let mut measured =
                worst.map_or_else(|| not_measured(*limit).to_owned(), |worst| cost(*limit, worst));
            if worst.is_some() && scripts < total {
                measured.push_str(&format!(" <span class=\"where\">in {scripts} of {total} scripts</span>"));
            }
            (metric(*limit).to_owned(), target, measured)
        }
        Measured::Rows(count) => {
            let measured = count.map_or_else(|| "none, the tables were empty".to_owned(), grouped);
            ("Rows the pairs were proven on".to_owned(), "at least 1".to_owned(), measured)
        }
    };
    [metric, target, measured, status(line.status)]
}

fn metric(limit: Limit) -> &'static str {
    match limit {
        Limit::ExclusiveLock => "Longest time reads of a table were blocked",
        Limit::WriteLock => "Longest time writes to a table were blocked",
        Limit::ReadWait => "Longest wait of a reader",
        Limit::WriteWait => "Longest wait of a writer",
        Limit::Duration => "Longest script",
        Limit::Wal => "Most WAL written by one script",
        Limit::TempFiles => "Largest temporary files of one script",
        Limit::Rewrite => "Largest table rewritten",
        Limit::FullScan => "Most rows read in a full scan",
    }
}

fn not_measured(limit: Limit) -> &'static str {
    match limit {
        Limit::ReadWait | Limit::WriteWait => "not measured: there were no rows",
        _ => "no script ran to completion",
    }
}

fn is_zero(amount: Amount) -> bool {
    match amount {
        Amount::Time(time) => time.is_zero(),
        Amount::Bytes(number) | Amount::Rows(number) => number <= 0,
    }
}

fn at_most(most: Amount) -> String {
    if is_zero(most) { "none".to_owned() } else { format!("at most {}", amount(most)) }
}

/// The amount, where it occurred, and how often.
fn cost(limit: Limit, Worst { was, table, id, direction, scripts }: Worst<'_>) -> String {
    if is_zero(was) {
        return "none".to_owned();
    }
    let prefix = table.map_or_else(String::new, |table| format!("{}, ", code(table)));
    let often = match limit {
        Limit::Rewrite | Limit::TempFiles if scripts > 1 => format!("; {scripts} scripts do"),
        _ => String::new(),
    };
    let id = code(&id.to_string());
    format!("<b>{}</b> <span class=\"where\">{prefix}{id} {}{often}</span>", amount(was), way(direction))
}

fn status(status: Status) -> String {
    let (class, sign, word) = match status {
        Status::Met => ("good", "✓", "met"),
        Status::Missed => ("bad", "✗", "missed"),
        Status::Excused => ("look", "!", "over, with a reason"),
        Status::Open => ("aside", "·", "measured, no limit"),
        Status::NotShown => ("look", "?", "inconclusive"),
    };
    badge(class, sign, word)
}
