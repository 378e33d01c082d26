//! What a database says was applied: refinery's history rows, joined with our journal.

use super::checksum::{Sha256Hex, VersionWidth};
use super::pair::{MigrationId, Pair};
use super::progress::Unfinished;
use super::version::Version;

/// A database's history, in order of version.
#[derive(Debug, Clone, Default)]
pub(crate) struct History {
    /// The width of the history table's version column; `None` when there is no such table yet.
    pub(crate) width: Option<VersionWidth>,
    pub(crate) applied: Vec<Applied>,
    /// Scripts without a transaction that were begun and not finished.
    pub(crate) unfinished: Vec<Unfinished>,
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
