//! A migration as its two scripts describe it.

use std::fmt;

use super::checksum::{self, Sha256Hex, VersionWidth};
use super::directive::Directives;
use super::version::Version;
use crate::model::locks::lock_set::TableLock;

/// Version and name: what a person calls a migration, `V007__add_invoices`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MigrationId {
    pub(crate) version: Version,
    pub(crate) name: String,
}

impl fmt::Display for MigrationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}__{}", self.version, self.name)
    }
}

/// One script, read once: these very bytes are hashed, journalled and sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Script {
    /// The path as shown to a person, relative to the project where possible.
    pub(crate) file: String,
    /// The normalised text.
    pub(crate) sql: String,
    /// The text as it stands in the file, where it differs from `sql`.
    pub(crate) raw: Option<String>,
    pub(crate) sha256: Sha256Hex,
    pub(crate) directives: Directives,
    /// What it was measured to lock, in the order in which it is asked for; empty where that is not known.
    pub(crate) locks: Vec<TableLock>,
}

impl Script {
    /// The text that refinery hashes: the file as it is.
    fn raw(&self) -> &str {
        self.raw.as_deref().unwrap_or(&self.sql)
    }
}

/// A migration and its rollback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) id: MigrationId,
    pub(crate) up: Script,
    pub(crate) down: Script,
}

impl Pair {
    /// The checksum that refinery writes for this migration; `None` when the version does not fit.
    pub(crate) fn refinery_checksum(&self, width: VersionWidth) -> Option<String> {
        checksum::refinery(width, self.id.version, &self.id.name, self.up.raw())
    }

    /// Whether a checksum in a history table belongs to this script, under any line ending: an
    /// application's refinery hashed whatever its checkout had.
    pub(crate) fn is_refinery_checksum(&self, width: VersionWidth, stored: &str) -> bool {
        let checksum_of = |text: &str| checksum::refinery(width, self.id.version, &self.id.name, text);
        checksum_of(self.up.raw()).as_deref() == Some(stored)
            || checksum_of(&self.up.sql).as_deref() == Some(stored)
            || checksum_of(&self.up.sql.replace('\n', "\r\n")).as_deref() == Some(stored)
    }
}

#[cfg(test)]
pub(crate) mod fixtures {
    use super::{Directives, MigrationId, Pair, Script, Sha256Hex, Version};

    /// A pair whose scripts hold the given text.
    pub(crate) fn pair(version: i64, up: &str) -> Pair {
        let script = |folder: &str, sql: &str| Script {
            file: format!("{folder}/V{version:03}__m{version}.sql"),
            sql: sql.to_owned(),
            raw: None,
            sha256: Sha256Hex::of(sql),
            directives: Directives::default(),
            locks: Vec::new(),
        };
        Pair {
            id: MigrationId {
                version: Version::new(version).unwrap_or_else(|| unreachable!()),
                name: format!("m{version}"),
            },
            up: script("migrations", up),
            down: script("rollbacks", "SELECT 'down'"),
        }
    }
}
