//! `partitions list`: one line per partition.

use crate::model::partitions::instant::Instant;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::PartitionsReport;
use crate::model::partitions::table::{Partition, Retired};
use crate::ui::grid::Grid;
use crate::ui::paint::Paint;
use crate::ui::words::size;

/// The table.
pub(crate) fn list(report: &PartitionsReport, paint: Paint) -> String {
    let head = ["table", "partition", "from (UTC)", "to (UTC)", "state", "rows", "size", "access"];
    let mut grid = Grid::new(paint, head).right(5..7);
    for partitioned in report.tables.iter().filter_map(|table| table.table.as_ref()) {
        let mut partitions: Vec<&Partition> = partitioned.partitions.iter().collect();
        partitions.sort_by_key(|partition| match partition.shape {
            Shape::Range(range) => (0, Some(range.lower)),
            Shape::Default => (1, None),
            Shape::Other => (2, None),
        });
        for partition in partitions {
            let (from, to) = bounds(partition);
            grid.row([
                partitioned.to_string(),
                partition.name.name.clone(),
                from,
                to,
                state(partition, report.now).to_owned(),
                partition.rows.map_or("?".to_owned(), |rows| rows.to_string()),
                size(partition.bytes),
                access(partition, paint),
            ]);
        }
        for retired in partitioned.retired.iter().filter(|retired| !retired.is_attached) {
            grid.row(self::retired(&partitioned.to_string(), retired, paint));
        }
    }
    grid.text()
}

/// A detached table.
fn retired(parent: &str, retired: &Retired, paint: Paint) -> [String; 8] {
    let side = |bound: &Option<String>, open: &str| match bound.as_deref() {
        None => open.to_owned(),
        Some(text) => text.strip_suffix(" 00:00:00").unwrap_or(text).to_owned(),
    };
    let access = if retired.is_reachable() { paint.bad("open") } else { "owner only".to_owned() };
    [
        parent.to_owned(),
        retired.name.to_string(),
        side(&retired.mark.from, "the beginning"),
        side(&retired.mark.to, "the end"),
        "retired".to_owned(),
        retired.rows.map_or("?".to_owned(), |rows| rows.to_string()),
        size(retired.bytes),
        access,
    ]
}

fn bounds(partition: &Partition) -> (String, String) {
    let side = |bound| match bound {
        Bound::Start => "the beginning".to_owned(),
        Bound::At(instant) => day_or_instant(instant),
        Bound::End => "the end".to_owned(),
    };
    match partition.shape {
        Shape::Range(range) => (side(range.lower), side(range.upper)),
        Shape::Default | Shape::Other => (String::new(), String::new()),
    }
}

fn day_or_instant(instant: Instant) -> String {
    let text = instant.to_string();
    text.strip_suffix(" 00:00:00").map_or_else(|| text.clone(), ToOwned::to_owned)
}

/// The state of a partition; the same word in tables and documents.
pub(crate) fn state(partition: &Partition, now: Instant) -> &'static str {
    match partition.shape {
        _ if partition.detach_pending => "pending detach",
        _ if partition.is_foreign => "foreign",
        Shape::Default => "default",
        Shape::Other => "other",
        Shape::Range(range) if range.upper <= Bound::At(now) => "closed",
        Shape::Range(range) if range.lower > Bound::At(now) => "future",
        Shape::Range(_) => "current",
    }
}

/// Who can access it directly, not through its parent.
fn access(partition: &Partition, paint: Paint) -> String {
    match (partition.has_rights, partition.row_security) {
        (false, true) => "parent only".to_owned(),
        (false, false) => paint.attention("no grants, no row security"),
        (true, true) => paint.attention("own grants"),
        (true, false) => paint.bad("open"),
    }
}
