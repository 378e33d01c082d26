//! What was written, one line per table.

use tabled::builder::Builder;
use tabled::settings::{Alignment, Style, object::Columns};

use crate::model::seed::report::{SeedReport, SeedRequestKind};
use crate::ui::words::{grouped, seed_left, size};

/// The table with totals; for a plan also what would be created, dropped and disabled; for a removal also what was left.
pub(crate) fn table(report: &SeedReport) -> String {
    let mut table = Builder::default();
    let is_done = matches!(report.kind, SeedRequestKind::Seeded | SeedRequestKind::Resumed);
    let head = ["table", "rows", "seconds", "rows/s", "size"];
    let width = if is_done { head.len() } else { 2 };
    table.push_record(head.into_iter().take(width));
    let mut line = |name: &str, rows: u64, seconds: f64, bytes: i64| {
        let fields =
            [name.to_owned(), grouped(rows), format!("{seconds:.2}"), per_second(rows, seconds), size(bytes)];
        table.push_record(fields.into_iter().take(width));
    };
    for seeded in &report.tables {
        line(&seeded.name, seeded.rows, seeded.seconds, seeded.bytes);
    }
    line("all", report.rows(), report.took_seconds, report.tables.iter().map(|seeded| seeded.bytes).sum());
    let mut table = table.build();
    table.with(Style::psql()).modify(Columns::new(1..), Alignment::right());
    let mut text = format!("{table}\n");
    if report.kind == SeedRequestKind::Plan {
        for (what, names) in [
            ("partitions that would be created", &report.partitions),
            ("dropped while rows are written, then recreated", &report.taken_down),
            ("triggers that would be disabled", &report.triggers),
        ] {
            if !names.is_empty() {
                text.push_str(&format!("{what}:\n"));
                text.extend(names.iter().map(|name| format!("  {name}\n")));
            }
        }
    }
    text.extend(report.left.iter().map(|left| format!("{}\n", seed_left(left))));
    text
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rate"
)]
fn per_second(rows: u64, seconds: f64) -> String {
    if seconds > 0.0 { grouped((rows as f64 / seconds).round() as u64) } else { String::new() }
}
