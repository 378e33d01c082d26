//! One line per pair, and below the table the findings of each.

use crate::model::locks::mode::Stops;
use crate::model::roundtrip::cost::ScriptCost;
use crate::model::roundtrip::report::{Declared, PairReport, RoundtripReport, Verdict};
use crate::ui::grid::Grid;
use crate::ui::message::Message;
use crate::ui::paint::Paint;
use crate::ui::words::{grouped, milliseconds, on_one_line, roundtrip, size};

/// The table, and the findings.
pub(crate) fn table(report: &RoundtripReport, paint: Paint) -> String {
    if report.pairs.is_empty() {
        return String::new();
    }
    let head = [
        "migration",
        "down",
        "up again",
        "reads blocked",
        "writes blocked",
        "WAL",
        "rewritten",
        "lost, as declared",
        "",
    ];
    let mut grid = Grid::new(paint, head).right(1..7);
    for pair in &report.pairs {
        let felt = [&pair.down, &pair.up_again];
        let took = |felt: &Option<ScriptCost>| {
            felt.as_ref().map_or_else(String::new, |felt| milliseconds(felt.took.as_secs_f64() * 1000.0))
        };
        let rewritten = felt.into_iter().flatten().map(|felt| felt.rewritten.len()).sum();
        let stopped = |stops| {
            let longest =
                felt.into_iter().flatten().map(|felt| felt.stopped(stops)).max().unwrap_or_default();
            if longest.is_zero() { String::new() } else { milliseconds(longest.as_secs_f64() * 1000.0) }
        };
        grid.row([
            pair.id.to_string(),
            took(&pair.down),
            took(&pair.up_again),
            stopped(Stops::Everybody),
            stopped(Stops::Writers),
            size(felt.into_iter().flatten().map(|felt| felt.wal_bytes).sum()),
            count(rewritten),
            lost(pair),
            verdict(pair.verdict(), paint),
        ]);
    }
    let findings = roundtrip::messages(report);
    format!("{}{}", grid.text(), findings.iter().map(|message| finding(message, paint)).collect::<String>())
}

fn count(tables: usize) -> String {
    if tables == 0 { String::new() } else { tables.to_string() }
}

/// What was lost, as declared: two objects, and how many more.
fn lost(pair: &PairReport) -> String {
    let declared_line = |lost: &Declared| match lost.rows {
        0 => lost.object.clone(),
        rows => format!("{} ({})", lost.object, grouped(rows)),
    };
    let mut parts: Vec<String> = pair.lost.iter().take(2).map(declared_line).collect();
    if pair.lost.len() > 2 {
        parts.push(format!("{} more", pair.lost.len() - 2));
    }
    parts.join(", ")
}

fn verdict(verdict: Verdict, paint: Paint) -> String {
    match verdict {
        Verdict::Proven => paint.good(verdict.as_str()),
        Verdict::Failed => paint.bad(verdict.as_str()),
        Verdict::Irreversible => paint.attention(verdict.as_str()),
    }
}

fn finding(message: &Message, paint: Paint) -> String {
    use crate::model::verify::finding::Severity;
    let word = message.severity.as_str();
    let word = match message.severity {
        Severity::Error => paint.bad(word),
        Severity::Warning => paint.attention(word),
        Severity::Note => paint.aside(word),
    };
    let name = message.name.map(|name| format!("{name} ")).unwrap_or_default();
    let mut text = format!("{word} {name}{}", on_one_line(&message.title));
    if let Some(place) = &message.place {
        text.push_str(&format!("\n  --> {}", on_one_line(&place.to_string())));
    }
    for note in &message.notes {
        text.push_str(&format!("\n    {}", on_one_line(note)));
    }
    if let Some(hint) = &message.hint {
        text.push_str(&format!("\n  {} {}", paint.name("hint:"), on_one_line(hint)));
    }
    text.push('\n');
    text
}
