//! Proven rollbacks as a document.

use std::time::Duration;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::finding_json::FindingView;
use crate::model::roundtrip::cost::ScriptCost;
use crate::model::roundtrip::report::{Data, Declared, PairReport, RoundtripReport};
use crate::ui::docs::FileView;
use crate::ui::fingerprint::{AdditionView, additions};

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
pub(crate) struct RoundtripView<'a> {
    /// The rows that the pairs were proven on; `null`: the catalog alone was compared.
    data: Option<DataView<'a>>,
    /// Why there are no data, where nobody said that there should be none.
    no_data: Option<&'a str>,
    /// The newest first.
    pairs: Vec<PairView<'a>>,
    /// Pairs that were not tried, because a migration below them cannot be applied.
    not_tried: Vec<String>,
    whole: WholeView<'a>,
    /// The database that was kept.
    kept: Option<&'a str>,
    /// Other databases that were kept, for other scripts, profiles or versions.
    others_kept: &'a [String],
    /// What the server adds of its own, which was not compared.
    server_adds: Vec<AdditionView<'a>>,
    server_version: Option<&'a str>,
    /// The project's file of what the scripts lock, which this run wrote or found up to date.
    locks_file: Option<FileView<'a>>,
    duration_ms: f64,
}

/// The rows that pairs are proven on.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct DataView<'a> {
    profile: &'a str,
    scale: f64,
    seed: u64,
    rows: u64,
    /// They come from a database that was kept.
    reused: bool,
    duration_ms: f64,
}

/// Everything down to an empty database, and up again.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct WholeView<'a> {
    /// Whether it came to that.
    proven: bool,
    findings: Vec<FindingView<'a>>,
}

/// One pair.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct PairView<'a> {
    version: i64,
    name: &'a str,
    /// Its file.
    migration: &'a str,
    /// Its file.
    rollback: &'a str,
    /// `proven`, `failed` or `irreversible`.
    verdict: &'static str,
    /// What the rollback cost; `null` where it did not run to its end.
    down: Option<CostView<'a>>,
    /// What the migration cost when it was applied again.
    up_again: Option<CostView<'a>>,
    lost_as_declared: Vec<DeclaredView<'a>>,
    findings: Vec<FindingView<'a>>,
    /// What the comparison itself took.
    comparison_ms: f64,
}

/// A declared loss that happened; how many rows are gone, or had a value.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct DeclaredView<'a> {
    object: &'a str,
    rows: u64,
}

/// What a script costs, and what others notice of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct CostView<'a> {
    duration_ms: f64,
    /// Written to the log by the whole server meanwhile.
    wal_bytes: i64,
    /// How much the database grew; negative where it shrank.
    disk_bytes: i64,
    temp_bytes: i64,
    /// Tables that were rewritten, with their size.
    rewritten: Vec<RewrittenView<'a>>,
    /// Tables that were read from end to end.
    full_scans: Vec<ScanView<'a>>,
    /// Locks on tables that were there before, in the order in which they were taken.
    locks: Vec<LockView<'a>>,
    /// What an application had to wait, on the largest tables.
    waits: Vec<WaitView<'a>>,
}

/// A table that was rewritten.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct RewrittenView<'a> {
    table: &'a str,
    bytes: i64,
}

/// A table that was read from end to end.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct ScanView<'a> {
    table: &'a str,
    rows: i64,
}

/// A lock that was held; times since the script began.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct LockView<'a> {
    table: &'a str,
    /// As `LOCK TABLE` writes it.
    mode: &'static str,
    from_ms: f64,
    until_ms: f64,
    /// How many tables and partitions under this name.
    tables: usize,
}

/// The longest wait of a reader and of a writer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct WaitView<'a> {
    table: &'a str,
    reader_ms: f64,
    writer_ms: f64,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["roundtrip"]: RoundtripView<'_>;
}

impl<'a> RoundtripView<'a> {
    /// The fields of a report.
    pub(crate) fn of(report: &'a RoundtripReport) -> Self {
        Self {
            data: report.data.as_ref().map(DataView::of),
            no_data: report.no_data.as_deref(),
            pairs: report.pairs.iter().map(PairView::of).collect(),
            not_tried: report.untried.iter().map(ToString::to_string).collect(),
            whole: WholeView { proven: report.is_whole, findings: FindingView::list(&report.whole) },
            kept: report.kept.as_deref(),
            others_kept: &report.others_kept,
            server_adds: additions(&report.additions),
            server_version: report.server.as_deref(),
            locks_file: report.locks_file.as_ref().map(FileView::of),
            duration_ms: report.took_seconds * 1000.0,
        }
    }
}

impl<'a> DataView<'a> {
    fn of(data: &'a Data) -> Self {
        Self {
            profile: &data.profile,
            scale: data.scale,
            seed: data.seed,
            rows: data.rows,
            reused: data.is_reused,
            duration_ms: data.seconds * 1000.0,
        }
    }
}

impl<'a> PairView<'a> {
    fn of(pair: &'a PairReport) -> Self {
        let declared = |Declared { object, rows }: &'a Declared| DeclaredView { object, rows: *rows };
        Self {
            version: pair.id.version.number(),
            name: &pair.id.name,
            migration: &pair.up_file,
            rollback: &pair.down_file,
            verdict: pair.verdict().as_str(),
            down: pair.down.as_ref().map(CostView::of),
            up_again: pair.up_again.as_ref().map(CostView::of),
            lost_as_declared: pair.lost.iter().map(declared).collect(),
            findings: FindingView::list(&pair.findings),
            comparison_ms: pair.looked_seconds * 1000.0,
        }
    }
}

impl<'a> CostView<'a> {
    fn of(felt: &'a ScriptCost) -> Self {
        let rewritten = felt.rewritten.iter().map(|table_rewritten| RewrittenView {
            table: &table_rewritten.table,
            bytes: table_rewritten.bytes,
        });
        let scans = felt.scans.iter().map(|scan| ScanView { table: &scan.table, rows: scan.rows });
        let locks = felt.locks.iter().map(|held| LockView {
            table: &held.table,
            mode: held.mode.words(),
            from_ms: milliseconds(held.from),
            until_ms: milliseconds(held.until),
            tables: held.tables,
        });
        let waits = felt.waits.iter().map(|wait| WaitView {
            table: &wait.table,
            reader_ms: milliseconds(wait.reader),
            writer_ms: milliseconds(wait.writer),
        });
        Self {
            duration_ms: milliseconds(felt.took),
            wal_bytes: felt.wal_bytes,
            disk_bytes: felt.disk_bytes,
            temp_bytes: felt.temp_bytes,
            rewritten: rewritten.collect(),
            full_scans: scans.collect(),
            locks: locks.collect(),
            waits: waits.collect(),
        }
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
