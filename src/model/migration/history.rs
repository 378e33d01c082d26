//! What a database says was applied: refinery's history rows, joined with our journal.

use chrono::DateTime;

use super::checksum::{Sha256Hex, VersionWidth};
use super::directive::Direction;
use super::pair::{MigrationId, Pair};
use super::progress::Unfinished;
use super::version::Version;
use crate::model::outcome::code::codes;
use crate::model::seed::leftovers::SeedLeftovers;

/// A database's history, in order of version.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    /// The width of the history table's version column; `None` when there is no such table yet.
    pub(crate) width: Option<VersionWidth>,
    pub(crate) applied: Vec<Applied>,
    /// Scripts without a transaction that were begun and not finished.
    pub(crate) unfinished: Vec<Unfinished>,
    /// Runs of `seed` that are not finished, and what they left dropped.
    pub(crate) seed_leftovers: Vec<SeedLeftovers>,
}

impl History {
    /// The entry of one version.
    pub(crate) fn entry(&self, version: Version) -> Option<&Applied> {
        let at = self.applied.binary_search_by_key(&version, |entry| entry.id.version).ok()?;
        self.applied.get(at)
    }

    /// The script of a version that was begun and not finished.
    pub(crate) fn unfinished(&self, version: Version) -> Option<&Unfinished> {
        self.unfinished.iter().find(|script| script.id.version == version)
    }

    /// The newest applied version.
    pub(crate) fn newest(&self) -> Option<&Applied> {
        self.applied.last()
    }
}

/// One applied migration.
#[derive(Debug, Clone)]
pub(crate) struct Applied {
    pub(crate) id: MigrationId,
    /// RFC 3339, as refinery writes it.
    pub(crate) applied_on: Option<String>,
    /// refinery's checksum.
    pub(crate) checksum: Option<String>,
    /// Our own record; absent when an application's refinery applied the migration.
    pub(crate) journal: Option<JournalRecord>,
}

/// The journal's newest `up` of one version.
#[derive(Debug, Clone)]
pub(crate) struct JournalRecord {
    pub(crate) up_sha256: Sha256Hex,
    pub(crate) down_sha256: Sha256Hex,
    pub(crate) duration_ms: f64,
    /// The role that had logged in.
    pub(crate) role: String,
}

impl Applied {
    /// When it was applied, in microseconds since 1970, where that can be read.
    pub(crate) fn applied_micros(&self) -> Option<i64> {
        let time = self.applied_on.as_deref().and_then(|time| DateTime::parse_from_rfc3339(time).ok());
        time.map(|time| time.timestamp_micros())
    }

    /// Whether the file still holds what was applied. The journal's SHA-256 decides; without a
    /// journal, refinery's checksum; with neither, nothing can be said against the file.
    pub(crate) fn is_script_of(&self, pair: &Pair, width: VersionWidth) -> bool {
        if self.id.name != pair.id.name {
            return false;
        }
        match (&self.journal, &self.checksum) {
            (Some(journal), _) => journal.up_sha256 == pair.up.sha256,
            (None, Some(stored)) => pair.is_refinery_checksum(width, stored),
            (None, None) => true,
        }
    }
}

/// One thing about the history that a person has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HistoryProblem {
    /// The script is not the one that was applied.
    Edited { id: MigrationId, applied: String, file: String, applied_on: Option<String>, path: String },
    /// The version was applied under another name.
    Renamed { id: MigrationId, applied_name: String },
    /// Applied, but no file has this version.
    Missing { id: MigrationId },
    /// Pending below the newest applied version.
    OutOfOrder { id: MigrationId, newest: MigrationId },
    /// Begun without a transaction and not finished: in the other direction than the one asked for, or its file is gone.
    HalfWay { id: MigrationId, direction: Direction, executed: usize, is_file_gone: bool },
    /// Begun without a transaction; its file asks for one now.
    DirectiveGone { id: MigrationId, path: String },
    /// The history table's `int4` column cannot hold this version.
    TooWide { id: MigrationId },
}

codes!(HistoryProblem {
    Self::Edited { .. } => "migration-edited" History "a migration was applied, and its file has changed since",
    Self::Renamed { .. } => "migration-renamed" History "a version was applied under another name",
    Self::Missing { .. } => "migration-missing" History "a migration was applied, and there is no file for it",
    Self::OutOfOrder { .. } => "migration-out-of-order" History "a migration is pending below the newest applied version",
    Self::HalfWay { .. } => "migration-half-way" History "a script without a transaction was begun in the other direction, or has no file any more, and is not finished",
    Self::DirectiveGone { .. } => "no-transaction-withdrawn" History "a script was begun without a transaction, and its file asks for one now",
    Self::TooWide { .. } => "version-too-wide" History "the version does not fit the `int4` column of the history table",
});
