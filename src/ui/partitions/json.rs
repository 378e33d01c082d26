//! Partitions as a document.

use serde_json::{Map, Value, json};

use super::{section, state};
use crate::model::partitions::manager::Manager;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::{PartitionsReport, TableReport};
use crate::model::partitions::retire::{Action, Kept, KeptWhy, StepDone};
use crate::model::partitions::table::{Partition, Retired, Table};

/// The fields of a report.
pub(crate) fn document(root: &mut Map<String, Value>, report: &PartitionsReport) {
    root.insert("now".to_owned(), json!(format!("{}Z", report.now.to_string().replace(' ', "T"))));
    root.insert("tables".to_owned(), report.tables.iter().map(|table| self::table(table, report)).collect());
    let passed_over = report.passed_over.iter();
    let passed_over =
        passed_over.map(|table| json!({ "table": table.table, "partitioned_by": table.key })).collect();
    root.insert("passed_over".to_owned(), passed_over);
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
        "managed_by": table.table.as_ref().map(manager),
        "periods_ahead": table.periods_ahead,
        "default_rows": table.default_rows.map(crate::model::partitions::coverage::Rows::number),
        "created": table.created,
        "moved": table.moved,
        "steps": table.steps.iter().map(step).collect::<Vec<_>>(),
        "configuration": table.wish.as_ref().map(section),
        "kept": table.kept.iter().map(kept).collect::<Vec<_>>(),
        "is_as_wanted": table.findings.is_empty() && table.trouble.is_none(),
        "duration_ms": table.took.map(|took| took.as_secs_f64() * 1000.0),
        "partitions": partitions,
        "retired": table.table.iter().flat_map(|table| &table.retired).map(retired).collect::<Vec<_>>(),
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

/// `null` where it is not known.
fn manager(table: &Table) -> Option<&'static str> {
    match table.manager {
        Manager::Nobody => Some("migrate"),
        Manager::Partman(_) => Some("pg_partman"),
        Manager::Hidden { .. } => None,
    }
}

fn retired(retired: &Retired) -> Value {
    json!({
        "schema": retired.schema,
        "name": retired.name,
        "from": retired.mark.from,
        "to": retired.mark.to,
        "detached": retired.mark.detached,
        "is_attached": retired.is_attached,
        "export": retired.mark.export,
        "is_reachable": retired.is_reachable(),
        "rows_estimate": retired.rows,
        "bytes": retired.bytes,
    })
}

fn step(done: &StepDone) -> Value {
    let (schema, name) = &done.step.partition;
    let (action, to) = match &done.step.action {
        Action::Finalize => ("finalize", None),
        Action::Detach { concurrently: true } => ("detach concurrently", None),
        Action::Detach { concurrently: false } => ("detach", None),
        Action::Date => ("mark", None),
        Action::Archive { schema } => ("archive", Some(schema)),
        Action::Export => ("export", None),
        Action::Drop => ("drop", None),
        Action::Close => ("close", None),
        Action::TakeOver => ("take over", None),
    };
    json!({
        "schema": schema,
        "name": name,
        "action": action,
        "to": to,
        "rows": done.rows,
        "duration_ms": done.took.as_secs_f64() * 1000.0,
    })
}

fn kept(kept: &Kept) -> Value {
    let why = match kept.why {
        KeptWhy::Grace => "grace",
        KeptWhy::NotExported => "not exported",
        KeptWhy::NotArchived => "not archived",
        KeptWhy::Foreign => "foreign",
        KeptWhy::Partitioned => "partitioned",
    };
    json!({ "schema": kept.partition.0, "name": kept.partition.1, "why": why })
}
