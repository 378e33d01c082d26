//! `adopt`: the plan, and what was done, for each of those who read them.

#[cfg(test)]
use schemars::JsonSchema;
use serde::Serialize;

use super::fingerprint::DriftView;
use super::grid::Grid;
use super::json::Frame;
use super::paint::Paint;
use super::report::{Sheet, Shown};
use super::words;
use crate::model::adopt::adopted::{RollbackOrigin, StubReason, UpOrigin};
use crate::model::adopt::report::{AdoptReport, AdoptedLine, HistoryProgress, Proof};

/// The fields of a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[allow(clippy::struct_excessive_bools, reason = "fields of a document")]
pub(super) struct AdoptView<'a> {
    /// The other tool, as `--from` names it.
    adopted_from: &'static str,
    /// The folder that was read; the map's file where the pairs were there already.
    source: &'a str,
    /// The folders of the migrations and of the rollbacks.
    target: &'a [String; 2],
    /// The other tool's table, with its schema; `null` where none was read.
    history_table: Option<&'a str>,
    /// The database; `null` where none was given.
    database: Option<&'a str>,
    /// `--dry-run`: nothing was done.
    dry_run: bool,
    /// The pairs were written by this run.
    wrote_files: bool,
    /// The history has its rows.
    marked: bool,
    /// The other tool's table is gone.
    dropped_old_history: bool,
    proof: ProofView<'a>,
    /// In the order in which the other tool runs them.
    migrations: Vec<AdoptedView<'a>>,
    /// Files that are not adopted.
    passed_over: Vec<PassedOverView<'a>>,
    /// What the table says is applied, and no file has.
    unknown: &'a [String],
    /// The database beside what the applied pairs make; `null` before it is marked.
    drift: Option<DriftView<'a>>,
}

/// Whether the pairs make what the original files make.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case", tag = "outcome", deny_unknown_fields)]
enum ProofView<'a> {
    /// Both schemas have the same objects; how many, and on which version of the server.
    Equal { objects: usize, server: &'a str },
    /// The same of the first pairs. The original file behind them fails without a program that is not adopted.
    Partly { objects: usize, server: &'a str, pairs: usize, reason: &'a str },
    /// `--no-proof`
    Skipped,
    /// They were compared when they were written.
    Earlier,
}

/// A migration.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct AdoptedView<'a> {
    version: i64,
    name: &'a str,
    /// As the other tool writes it.
    old_version: &'a str,
    /// The file that it was in.
    file: &'a str,
    /// The version is another number than the other tool's.
    renumbered: bool,
    /// `applied`, `pending`, or `out_of_order`: pending below an applied one.
    state: &'static str,
    /// When the other tool applied it, as far as its table says.
    applied_on: Option<&'a str>,
    /// `script`; `empty` where there is no statement; `program` where a stub stands for one.
    up: &'static str,
    /// `script`, `nothing_to_undo` or `stub`.
    rollback: &'static str,
    /// Why it is a stub: `missing`, `empty`, `program`, or the code of what is wrong with the script.
    stub_reason: Option<&'a str>,
    /// What was changed, a sentence each.
    notes: Vec<String>,
    /// Placeholders without a value, as they stand in the files.
    placeholders: &'a [String],
}

/// A file that is not adopted.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
struct PassedOverView<'a> {
    file: &'a str,
    reason: &'a str,
}

#[cfg(test)]
crate::ui::stored_schema::stored_schemas! {
    ["adopt"]: AdoptView<'_>;
}

impl<'a> AdoptView<'a> {
    fn of(report: &'a AdoptReport) -> Self {
        Self {
            adopted_from: report.tool.as_str(),
            source: &report.source,
            target: &report.target,
            history_table: report.table.as_deref(),
            database: report.database.as_deref(),
            dry_run: report.progress.is_plan,
            wrote_files: report.progress.wrote_files,
            marked: report.progress.history != HistoryProgress::Untouched,
            dropped_old_history: report.progress.history == HistoryProgress::OldDropped,
            proof: match &report.proof {
                Proof::Equal { objects, server } => ProofView::Equal { objects: *objects, server },
                Proof::Partly { objects, server, pairs, why } => {
                    ProofView::Partly { objects: *objects, server, pairs: *pairs, reason: why }
                }
                Proof::Skipped => ProofView::Skipped,
                Proof::Earlier => ProofView::Earlier,
            },
            migrations: report.migrations.iter().map(AdoptedView::of).collect(),
            passed_over: report
                .passed_over
                .iter()
                .map(|file| PassedOverView { file: &file.file, reason: file.why })
                .collect(),
            unknown: &report.unknown,
            drift: report.drift.as_deref().map(DriftView::of),
        }
    }
}

impl<'a> AdoptedView<'a> {
    fn of(line: &'a AdoptedLine) -> Self {
        Self {
            version: line.id.version.number(),
            name: &line.id.name,
            old_version: &line.old_version,
            file: &line.file,
            renumbered: line.is_renumbered,
            state: state(line),
            applied_on: line.applied.as_ref().and_then(|applied| applied.0.as_deref()),
            up: match line.up {
                UpOrigin::Script => "script",
                UpOrigin::Empty => "empty",
                UpOrigin::Program => "program",
            },
            rollback: match line.rollback {
                RollbackOrigin::Script => "script",
                RollbackOrigin::NothingToUndo => "nothing_to_undo",
                RollbackOrigin::Stub(_) => "stub",
            },
            stub_reason: match &line.rollback {
                RollbackOrigin::Stub(StubReason::Missing) => Some("missing"),
                RollbackOrigin::Stub(StubReason::Empty) => Some("empty"),
                RollbackOrigin::Stub(StubReason::Program) => Some("program"),
                RollbackOrigin::Stub(StubReason::Unusable(code)) => Some(code),
                RollbackOrigin::Script | RollbackOrigin::NothingToUndo => None,
            },
            notes: words::adopt_notes(line),
            placeholders: &line.placeholders,
        }
    }
}

fn state(line: &AdoptedLine) -> &'static str {
    match (&line.applied, line.is_out_of_order) {
        (Some(_), _) => "applied",
        (None, true) => "out_of_order",
        (None, false) => "pending",
    }
}

/// The migrations as a table.
pub(super) fn table(report: &AdoptReport, paint: Paint) -> String {
    let mut grid = Grid::new(paint, ["version", "name", "was", "state", "rollback"]);
    for line in &report.migrations {
        let is_known = report.database.is_some();
        grid.row([
            line.id.version.to_string(),
            line.id.name.clone(),
            line.old_version.clone(),
            match state(line) {
                _ if !is_known => String::new(),
                "applied" => paint.good("applied"),
                "pending" => paint.attention("pending"),
                _ => paint.bad("pending, out of order"),
            },
            match &line.rollback {
                RollbackOrigin::Script => "yes".to_owned(),
                RollbackOrigin::NothingToUndo => "nothing to undo".to_owned(),
                RollbackOrigin::Stub(_) => paint.attention("not written"),
            },
        ]);
    }
    grid.text()
}

impl Shown for AdoptReport {
    fn human(&self, sheet: &dyn Sheet) {
        let paint = sheet.paint();
        sheet.results(&table(self, paint));
        for line in words::adopt_list(self) {
            sheet.say(&line);
        }
        for line in words::adopted(self) {
            sheet.say(&line);
        }
        if let Some(drift) = &self.drift {
            sheet.results(&super::fingerprint::differences(&drift.diff, paint));
            for line in words::drift_asides(drift) {
                sheet.say(&line);
            }
        }
    }

    fn json(&self, frame: Frame<'_>) -> String {
        frame.around(&AdoptView::of(self))
    }
}
