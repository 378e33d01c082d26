//! What `adopt` would do, or did.

use super::adopted::{AdoptedMigration, RollbackOrigin, StubReason, UpOrigin};
use super::applied::{AppliedOn, Standing};
use super::conversion::ConversionNote;
use super::old_migration::PassedOverFile;
use super::tool::Tool;
use crate::model::fingerprint::report::DriftReport;
use crate::model::migration::pair::MigrationId;

/// The plan, and how far it was carried out.
#[derive(Debug)]
pub(crate) struct AdoptReport {
    pub(crate) tool: Tool,
    /// The folder that was read; the map's file where the pairs were there already.
    pub(crate) source: String,
    /// The folders of the pairs, migrations first.
    pub(crate) target: [String; 2],
    /// The tool's table, with its schema; `None` where no database was given, or the files have none.
    pub(crate) table: Option<String>,
    /// The database; `None` where none was given.
    pub(crate) database: Option<String>,
    pub(crate) migrations: Vec<AdoptedLine>,
    pub(crate) passed_over: Vec<PassedOverFile>,
    /// Rows of the table that no file belongs to.
    pub(crate) unknown: Vec<String>,
    pub(crate) proof: Proof,
    pub(crate) progress: AdoptProgress,
    /// The database beside what the applied pairs make, once it is marked.
    pub(crate) drift: Option<Box<DriftReport>>,
}

/// One migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AdoptedLine {
    pub(crate) id: MigrationId,
    pub(crate) old_version: String,
    pub(crate) file: String,
    /// Another version than the number that the tool has for it.
    pub(crate) is_renumbered: bool,
    pub(crate) applied: Option<AppliedOn>,
    /// A later one is applied, and this is not.
    pub(crate) is_out_of_order: bool,
    pub(crate) up: UpOrigin,
    pub(crate) rollback: RollbackOrigin,
    pub(crate) notes: Vec<ConversionNote>,
    pub(crate) rollback_notes: Vec<ConversionNote>,
    pub(crate) placeholders: Vec<String>,
}

/// Whether the pairs make what the original files make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Both schemas have the same objects, on a server of this version.
    Equal { objects: usize, server: String },
    /// The same of the first pairs, `pairs` of them. The original file behind them fails: a program before it is not run,
    /// or a placeholder has no value.
    Partly { objects: usize, server: String, pairs: usize, why: String },
    /// `--no-proof`
    Skipped,
    /// The pairs were there already, and were compared when they were written.
    Earlier,
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct AdoptProgress {
    /// `--dry-run`: nothing.
    pub(crate) is_plan: bool,
    /// The pairs were written by this run.
    pub(crate) wrote_files: bool,
    pub(crate) history: HistoryProgress,
}

/// How far the history is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum HistoryProgress {
    #[default]
    Untouched,
    /// It has its rows.
    Marked,
    /// The same, and the old table is gone.
    OldDropped,
}

impl Proof {
    /// Whether all pairs were compared, now or earlier.
    pub(crate) fn is_whole(&self) -> bool {
        matches!(self, Self::Equal { .. } | Self::Earlier)
    }
}

impl AdoptReport {
    /// How many migrations the history has, or would have.
    pub(crate) fn applied(&self) -> usize {
        self.migrations.iter().filter(|line| line.applied.is_some()).count()
    }

    /// Rollbacks that somebody has to write, should they be wanted.
    pub(crate) fn stubs(&self) -> impl Iterator<Item = (&AdoptedLine, &StubReason)> {
        self.migrations.iter().filter_map(|line| match &line.rollback {
            RollbackOrigin::Stub(reason) => Some((line, reason)),
            RollbackOrigin::Script | RollbackOrigin::NothingToUndo => None,
        })
    }
}

/// The lines of a report.
pub(crate) fn lines(migrations: &[AdoptedMigration], standing: &Standing) -> Vec<AdoptedLine> {
    let newest = standing.applied.iter().rposition(Option::is_some);
    let line = |(at, migration): (usize, &AdoptedMigration)| {
        let applied = standing.applied.get(at).cloned().flatten();
        AdoptedLine {
            id: migration.pair.id.clone(),
            old_version: migration.old.version.clone(),
            file: migration.old.file.clone(),
            is_renumbered: is_renumbered(migration),
            is_out_of_order: applied.is_none() && newest.is_some_and(|newest| at < newest),
            applied,
            up: migration.up,
            rollback: migration.rollback.clone(),
            notes: migration.notes.clone(),
            rollback_notes: migration.rollback_notes.clone(),
            placeholders: migration.placeholders.clone(),
        }
    };
    migrations.iter().enumerate().map(line).collect()
}

fn is_renumbered(migration: &AdoptedMigration) -> bool {
    let digits: String = migration.old.version.chars().filter(|letter| *letter != '-').collect();
    digits.parse::<i64>().ok() != Some(migration.pair.id.version.number())
}
