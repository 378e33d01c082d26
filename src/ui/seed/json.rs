//! Seeding as a document.

use serde_json::{Map, Value, json};

use crate::model::seed::report::{SeedReport, SeededTable};

/// The fields of a report.
pub(crate) fn document(root: &mut Map<String, Value>, report: &SeedReport) {
    let fields = [
        ("result", json!(report.kind.word())),
        ("profile", json!(report.profile)),
        ("seed", json!(report.seed)),
        ("scale", json!(report.scale)),
        ("jobs", json!(report.jobs)),
        ("way", json!(report.way.word())),
        ("rows", json!(report.rows())),
        ("duration_ms", json!(report.took_seconds * 1000.0)),
        ("tables", report.tables.iter().map(table).collect()),
        ("partitions_made", json!(report.partitions)),
        ("taken_down", json!(report.taken_down)),
        ("triggers_off", json!(report.triggers)),
    ];
    for (name, value) in fields {
        root.insert(name.to_owned(), value);
    }
}

fn table(table: &SeededTable) -> Value {
    json!({
        "table": table.name,
        "rows": table.rows,
        "duration_ms": table.seconds * 1000.0,
        "bytes": table.bytes,
    })
}
