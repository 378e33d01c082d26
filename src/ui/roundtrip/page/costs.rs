//! What each script costs on the rows of the profile.

use super::markup::{list, time, way};
use crate::model::migration::directive::Direction;
use crate::model::roundtrip::cost::{Rewritten, Scanned, ScriptCost};
use crate::model::roundtrip::finding::RoundtripFinding;
use crate::model::roundtrip::limit::Exceeded;
use crate::model::roundtrip::report::{PairReport, RoundtripReport};
use crate::ui::page::markup::{code, text};
use crate::ui::page::tables::{HtmlTable, section as in_section};
use crate::ui::words::{amount, grouped, rows, size};

/// Full scans of fewer rows than this are not reported.
const FEW: i64 = 1_000;

/// The section.
pub(super) fn section(report: &RoundtripReport) -> String {
    let caption = format!(
        "Costs of the first rollback and of applying again. WAL and temporary files are everything the server wrote \
         in that time; full scans are shown from {} \
         rows; a dash means none.",
        grouped(FEW.unsigned_abs())
    );
    let over = report.pairs.iter().any(|pair| pair.scripts().any(|(way, _)| !limits(pair, way).is_empty()));
    let mut columns = vec![
        ("Script", false),
        ("Time", true),
        ("WAL", true),
        ("Disk", true),
        ("Temp. files", true),
        ("Rewritten", false),
        ("Full scans", false),
    ];
    if over {
        columns.push(("Over a limit", false));
    }
    let mut table = HtmlTable::new("costs", "<span class=\"unseen\">Costs of each script</span>", &columns);
    for pair in &report.pairs {
        for (direction, felt) in pair.scripts() {
            let mut cells = cells(report.pairs.len(), pair, direction, felt);
            if over {
                cells.push(list(report.pairs.len(), &limits(pair, direction)));
            }
            table.row(&cells);
        }
    }
    let content = format!(
        "<p class=\"aside\">{caption}</p>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"costs-h\" tabindex=\"0\">\n{}</div>\n",
        table.end()
    );
    in_section("costs", "What it costs", &content)
}

fn cells(migrations: usize, pair: &PairReport, direction: Direction, felt: &ScriptCost) -> Vec<String> {
    let rewritten = |table: &Rewritten| {
        format!("{} <span class=\"aside\">{}</span>", code(&table.table), size(table.bytes))
    };
    let scanned = |table: &Scanned| {
        let count = rows(table.rows.unsigned_abs());
        format!("{} <span class=\"aside\">{count}</span>", code(&table.table))
    };
    let scans = felt.scans.iter().filter(|scan| scan.rows >= FEW).map(scanned);
    vec![
        format!("{} <span class=\"way\">{}</span>", code(&pair.id.to_string()), way(direction)),
        time(felt.took),
        size(felt.wal_bytes),
        growth(felt.disk_bytes),
        if felt.temp_bytes == 0 { String::new() } else { size(felt.temp_bytes) },
        list(migrations, &felt.rewritten.iter().map(rewritten).collect::<Vec<_>>()),
        list(migrations, &scans.collect::<Vec<_>>()),
    ]
}

/// `+192 kB`, `−408 kB`; empty if the size did not change.
fn growth(bytes: i64) -> String {
    match bytes {
        0 => String::new(),
        1.. => format!("+{}", size(bytes)),
        _ => format!("−{}", size(bytes.saturating_neg())),
    }
}

/// What exceeds a limit, with its reason.
fn limits(pair: &PairReport, direction_of_page: Direction) -> Vec<String> {
    let line = |exceeded: &Exceeded, why: String| {
        let (was, most) = (amount(exceeded.was), amount(exceeded.most));
        format!("<code>{}</code> {was}, limit {most}: {why}", exceeded.limit.key())
    };
    let over = pair.findings.iter().filter_map(|finding| match finding {
        RoundtripFinding::Exceeds { direction, exceeded } if *direction == direction_of_page => {
            Some(line(exceeded, "<span class=\"lost\">no reason given</span>".to_owned()))
        }
        RoundtripFinding::Exempt { direction, exceeded, reason } if *direction == direction_of_page => {
            Some(line(exceeded, text(reason)))
        }
        _ => None,
    });
    over.collect()
}

#[cfg(test)]
mod tests {
    use super::growth;

    #[test]
    fn growth_has_its_sign() {
        assert_eq!([growth(200 << 10), growth(0), growth(-(200 << 10))], ["+200 kB", "", "−200 kB"]);
    }
}
