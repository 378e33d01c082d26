//! Partitions as a document.

use serde_json::{Map, Value, json};

use super::state;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::{PartitionsReport, TableReport};
use crate::model::partitions::table::Partition;

/// The fields of a report.
pub(crate) fn document(root: &mut Map<String, Value>, report: &PartitionsReport) {
    root.insert("now".to_owned(), json!(format!("{}Z", report.now.to_string().replace(' ', "T"))));
    root.insert("tables".to_owned(), report.tables.iter().map(|table| self::table(table, report)).collect());
}

fn table(table: &TableReport, report: &PartitionsReport) -> Value {
    let partitions: Vec<Value> = table
        .table
        .iter()
        .flat_map(|table| table.partitions.iter().map(|partition| self::partition(partition, report)))
        .collect();
    json!({
        "table": table.shown,
        "interval": table.interval.map(crate::model::partitions::interval::Interval::word),
        "periods_ahead": table.periods_ahead,
        "default_rows": table.default_rows.map(crate::model::partitions::coverage::Rows::number),
        "created": table.created,
        "moved": table.moved,
        "is_as_wanted": table.findings.is_empty() && table.trouble.is_none(),
        "duration_ms": table.took_seconds * 1000.0,
        "partitions": partitions,
    })
}

fn partition(partition: &Partition, report: &PartitionsReport) -> Value {
    let side = |bound| match bound {
        Bound::At(instant) => json!(format!("{instant}Z").replace(' ', "T")),
        Bound::Start | Bound::End => Value::Null,
    };
    let (from, to) = match partition.shape {
        Shape::Range(range) => (side(range.lower), side(range.upper)),
        Shape::Default | Shape::Other => (Value::Null, Value::Null),
    };
    json!({
        "schema": partition.schema,
        "name": partition.name,
        "from": from,
        "to": to,
        "state": state(partition, report.now),
        "rows_estimate": partition.rows,
        "bytes": partition.bytes,
        "row_security": partition.row_security,
        "row_security_forced": partition.forces_row_security,
        "has_rights": partition.has_rights,
    })
}
