//! What was written, one line per table.

use crate::model::seed::report::{SeedReport, SeedRequestKind};
use crate::ui::grid::Grid;
use crate::ui::paint::Paint;
use crate::ui::words::{grouped, on_one_line, seed_left, size};

/// The table with totals; for a plan also what would be created, dropped and disabled; for a removal also what was left.
pub(crate) fn table(report: &SeedReport, paint: Paint) -> String {
    let is_done = matches!(report.kind, SeedRequestKind::Seeded | SeedRequestKind::Resumed);
    let head = ["table", "rows", "seconds", "rows/s", "size"];
    let width = if is_done { head.len() } else { 2 };
    let mut grid = Grid::new(paint, head.into_iter().take(width)).right(1..width);
    let mut line = |name: &str, rows: u64, seconds: f64, bytes: i64| {
        let fields =
            [name.to_owned(), grouped(rows), format!("{seconds:.2}"), per_second(rows, seconds), size(bytes)];
        grid.row(fields.into_iter().take(width));
    };
    for seeded in &report.tables {
        line(&seeded.name, seeded.rows, seeded.seconds, seeded.bytes);
    }
    line("all", report.rows(), report.took_seconds, report.tables.iter().map(|seeded| seeded.bytes).sum());
    let mut text = grid.text();
    if report.kind == SeedRequestKind::Plan {
        for (what, names) in [
            ("partitions that would be created", &report.partitions),
            ("dropped while rows are written, then recreated", &report.taken_down),
            ("triggers that would be disabled", &report.triggers),
        ] {
            if !names.is_empty() {
                text.push_str(&format!("{what}:\n"));
                text.extend(names.iter().map(|name| format!("  {}\n", on_one_line(name))));
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
