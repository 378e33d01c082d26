//! Partitions as a document.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::retire_json::{KeptView, RetiredView, StepView};
use super::{section, state};
use crate::model::partitions::coverage::{CoverageFinding, Crossed, Rows};
use crate::model::partitions::instant::Instant;
use crate::model::partitions::interval::Interval;
use crate::model::partitions::manager::Manager;
use crate::model::partitions::range::{Bound, Shape};
use crate::model::partitions::report::{PartitionsReport, PassedOver, TableReport};
use crate::model::partitions::table::{Partition, PartitionedTable};
use crate::model::partitions::zone::Local;
use crate::ui::words;

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct PartitionsView<'a> {
    /// The server's time, as RFC 3339 has it.
    now: String,
    tables: Vec<TableView<'a>>,
    /// Tables that are partitioned by something else than time, and that nobody asked for.
    passed_over: Vec<PassedOverView<'a>>,
}

/// One table.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct TableView<'a> {
    table: &'a str,
    /// `hour`, `day`, `week`, `month`, `quarter` or `year`.
    interval: Option<&'static str>,
    timezone: Option<String>,
    /// `migrate` or `pg_partman`; `null` where it is not known.
    managed_by: Option<&'static str>,
    /// Periods after the current one that are covered without a gap; -1 when not even that one is.
    periods_ahead: Option<i64>,
    /// Rows of the default partition, as far as they are known.
    default_rows: Option<i64>,
    /// Partitions that were made.
    created: &'a [String],
    /// Rows that were moved out of the default partition.
    moved: Option<i64>,
    /// What `retire` and `adopt` did, or would do, in order.
    steps: Vec<StepView<'a>>,
    /// `adopt`: the section of `migrate.toml` that says what the table is.
    configuration: Option<String>,
    /// Where bounds are not those of periods.
    misfit: Option<MisfitView<'a>>,
    /// What is old enough and stays.
    kept: Vec<KeptView<'a>>,
    /// Whether nothing was found and nothing went wrong.
    is_as_wanted: bool,
    /// `null` where nothing was looked at or done.
    duration_ms: Option<f64>,
    partitions: Vec<PartitionView<'a>>,
    /// Tables that were detached from it.
    retired: Vec<RetiredView<'a>>,
}

/// A table that is partitioned by something else than time.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct PassedOverView<'a> {
    table: &'a str,
    /// In the server's words.
    partitioned_by: &'a str,
}

/// One partition.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct PartitionView<'a> {
    schema: &'a str,
    name: &'a str,
    /// In UTC; `null` where it is open, or no range.
    from: Option<String>,
    to: Option<String>,
    /// As the server prints it.
    bound: &'a str,
    /// `closed`, `current`, `future`, `default`, `foreign`, `pending detach` or `other`.
    state: &'static str,
    /// `null` where the statistics know nothing.
    rows_estimate: Option<i64>,
    bytes: i64,
    row_security: bool,
    /// For the owner, too.
    row_security_forced: bool,
    /// Somebody beside the owner has rights on it.
    has_rights: bool,
}

/// Bounds that are not those of periods: the one that shows it, what is not made for it, and the time zones in
/// which all are.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct MisfitView<'a> {
    partition: Option<&'a str>,
    /// The bound that shows it, in UTC.
    bound: Option<String>,
    /// The period that the bound cuts.
    cuts: Option<String>,
    /// Periods that a partition covers in part.
    covered_in_part: Vec<String>,
    /// Periods that are not made beside it.
    not_made: Vec<String>,
    /// The time zones in which all bounds are begins of periods, the likeliest first.
    timezones: Vec<String>,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["partitions-ensure", "partitions-check", "partitions-drain", "partitions-retire", "partitions-adopt", "partitions-list"]: PartitionsView<'_>;
}

impl<'a> PartitionsView<'a> {
    /// The fields of a report.
    pub(super) fn of(report: &'a PartitionsReport) -> Self {
        Self {
            now: rfc3339(report.now),
            tables: report.tables.iter().map(|table| TableView::of(table, report.now)).collect(),
            passed_over: report.passed_over.iter().map(PassedOverView::of).collect(),
        }
    }
}

impl<'a> PassedOverView<'a> {
    fn of(table: &'a PassedOver) -> Self {
        Self { table: &table.table, partitioned_by: &table.key }
    }
}

impl<'a> TableView<'a> {
    fn of(table: &'a TableReport, now: Instant) -> Self {
        let partitions = table.table.iter().flat_map(|table| &table.partitions);
        Self {
            table: &table.shown,
            interval: table.interval().map(Interval::as_str),
            timezone: table.periods.map(|periods| periods.zone().to_string()),
            managed_by: table.table.as_ref().and_then(manager),
            periods_ahead: table.periods_ahead,
            default_rows: table.default_rows.map(Rows::number),
            created: &table.created,
            moved: table.moved,
            steps: table.steps.iter().map(StepView::of).collect(),
            configuration: table.wish.as_ref().map(section),
            misfit: table.findings.iter().find_map(|finding| match finding {
                CoverageFinding::Crossed(crossed) => Some(MisfitView::of(crossed, table.interval())),
                _ => None,
            }),
            kept: table.kept.iter().map(KeptView::of).collect(),
            is_as_wanted: table.findings.is_empty() && table.trouble.is_none(),
            duration_ms: table.took.map(|took| took.as_secs_f64() * 1000.0),
            partitions: partitions.map(|partition| PartitionView::of(partition, now)).collect(),
            retired: table.table.iter().flat_map(|table| &table.retired).map(RetiredView::of).collect(),
        }
    }
}

/// As RFC 3339 has it.
fn rfc3339(instant: Instant) -> String {
    format!("{instant}Z").replace(' ', "T")
}

impl<'a> PartitionView<'a> {
    fn of(partition: &'a Partition, now: Instant) -> Self {
        let side = |bound: Bound| bound.instant().map(rfc3339);
        let (from, to) = match partition.shape {
            Shape::Range(range) => (side(range.lower), side(range.upper)),
            Shape::Default | Shape::Other => (None, None),
        };
        Self {
            schema: &partition.name.schema,
            name: &partition.name.name,
            from,
            to,
            bound: &partition.bound,
            state: state(partition, now),
            rows_estimate: partition.rows,
            bytes: partition.bytes,
            row_security: partition.row_security,
            row_security_forced: partition.forces_row_security,
            has_rights: partition.has_rights,
        }
    }
}

impl<'a> MisfitView<'a> {
    fn of(crossed: &'a Crossed, interval: Option<Interval>) -> Self {
        let names = |starts: &[Local]| -> Vec<String> {
            starts.iter().map(|start| words::period(*start, interval)).collect()
        };
        let misfit = crossed.misfit.as_ref();
        Self {
            partition: misfit.map(|misfit| misfit.partition.as_str()),
            bound: misfit.map(|misfit| rfc3339(misfit.bound)),
            cuts: misfit.map(|misfit| words::period(misfit.cuts, interval)),
            covered_in_part: names(&crossed.starts),
            not_made: names(&crossed.beside),
            timezones: crossed.zones.iter().map(ToString::to_string).collect(),
        }
    }
}

/// `None` where it is not known.
fn manager(table: &PartitionedTable) -> Option<&'static str> {
    match table.manager {
        Manager::Nobody => Some("migrate"),
        Manager::Partman(_) => Some("pg_partman"),
        Manager::Hidden { .. } => None,
    }
}
