//! Partitions as a document.

use serde_json::{Map, Value, json};

use super::{section, state};
use crate::model::partitions::coverage::Finding;
use crate::model::partitions::instant::Instant;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::{PartitionsReport, TableReport};
use crate::model::partitions::retire::{Action, Kept, KeptWhy, StepDone};
use crate::model::partitions::table::{Partition, Retired, Table};
use crate::model::partitions::zone::Local;
use crate::model::sql::qualified_name::QualifiedName;
use crate::ui::words;

/// The fields of a report.
pub(crate) fn document(root: &mut Map<String, Value>, report: &PartitionsReport) {
    root.insert("now".to_owned(), json!(at(report.now)));
    root.insert("tables".to_owned(), report.tables.iter().map(|table| self::table(table, report)).collect());
    let passed_over = report.passed_over.iter();
    let passed_over =
        passed_over.map(|table| json!({ "table": table.table, "partitioned_by": table.key })).collect();
    root.insert("passed_over".to_owned(), passed_over);
}

/// As RFC 3339 has it.
fn at(instant: Instant) -> String {
    format!("{instant}Z").replace(' ', "T")
}

fn table(table: &TableReport, report: &PartitionsReport) -> Value {
    let partitions: Vec<Value> = table
        .table
        .iter()
        .flat_map(|table| table.partitions.iter().map(|partition| self::partition(partition, report)))
        .collect();
    json!({
        "table": table.shown,
        "interval": table.interval().map(crate::model::partitions::interval::Interval::word),
        "timezone": table.periods.map(|periods| periods.zone().to_string()),
        "managed_by": table.table.as_ref().map(manager),
        "periods_ahead": table.periods_ahead,
        "default_rows": table.default_rows.map(crate::model::partitions::coverage::Rows::number),
        "created": table.created,
        "moved": table.moved,
        "steps": table.steps.iter().map(step).collect::<Vec<_>>(),
        "configuration": table.wish.as_ref().map(section),
        "misfit": table.findings.iter().find_map(|finding| misfit(table, finding)),
        "kept": table.kept.iter().map(kept).collect::<Vec<_>>(),
        "is_as_wanted": table.findings.is_empty() && table.trouble.is_none(),
        "duration_ms": table.took.map(|took| took.as_secs_f64() * 1000.0),
        "partitions": partitions,
        "retired": table.table.iter().flat_map(|table| &table.retired).map(retired).collect::<Vec<_>>(),
    })
}

fn partition(partition: &Partition, report: &PartitionsReport) -> Value {
    let side = |bound: Bound| json!(bound.instant().map(at));
    let (from, to) = match partition.shape {
        Shape::Range(range) => (side(range.lower), side(range.upper)),
        Shape::Default | Shape::Other => (Value::Null, Value::Null),
    };
    json!({
        "schema": partition.name.schema,
        "name": partition.name.name,
        "from": from,
        "to": to,
        "bound": partition.bound,
        "state": state(partition, report.now),
        "rows_estimate": partition.rows,
        "bytes": partition.bytes,
        "row_security": partition.row_security,
        "row_security_forced": partition.forces_row_security,
        "has_rights": partition.has_rights,
    })
}

/// Bounds that are not those of periods: the one that shows it, what is not made for it, and the time zones in
/// which all are.
fn misfit(table: &TableReport, finding: &Finding) -> Option<Value> {
    let Finding::Crossed(crossed) = finding else { return None };
    let names = |starts: &[Local]| -> Vec<String> {
        starts.iter().map(|start| words::period(*start, table.interval())).collect()
    };
    let misfit = crossed.misfit.as_ref();
    Some(json!({
        "partition": misfit.map(|misfit| &misfit.partition),
        "bound": misfit.map(|misfit| at(misfit.bound)),
        "cuts": misfit.map(|misfit| words::period(misfit.cuts, table.interval())),
        "covered_in_part": names(&crossed.starts),
        "not_made": names(&crossed.beside),
        "timezones": crossed.zones.iter().map(ToString::to_string).collect::<Vec<_>>(),
    }))
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
        "schema": retired.name.schema,
        "name": retired.name.name,
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
    let QualifiedName { schema, name } = &done.step.partition;
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
    json!({ "schema": kept.partition.schema, "name": kept.partition.name, "why": why })
}
