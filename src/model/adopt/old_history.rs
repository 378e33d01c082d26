//! What another tool's table says of its migrations.

use crate::model::migration::existing::RelationName;

/// A row of the table, as its tool means it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OldRow {
    /// What stands for a migration, as [`super::old_migration::OldMigration::key`] has it.
    pub(crate) key: String,
    pub(crate) state: OldState,
    /// RFC 3339, where the table knows it.
    pub(crate) applied_on: Option<String>,
}

/// What a row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OldState {
    Applied,
    /// It is no longer applied: an earlier row does not count.
    Undone,
    /// It was begun, and nobody knows how far it came.
    Failed,
    /// Everything up to it counts as applied.
    Through,
}

impl OldState {
    /// The word that the queries return.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word {
            "applied" => Some(Self::Applied),
            "undone" => Some(Self::Undone),
            "failed" => Some(Self::Failed),
            "through" => Some(Self::Through),
            _ => None,
        }
    }
}

/// A table, with its rows in the order in which they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OldHistory {
    pub(crate) table: RelationName,
    pub(crate) rows: Vec<OldRow>,
}

/// A table that has the name of some tool's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OldTable {
    pub(crate) relation: RelationName,
    pub(crate) columns: Vec<String>,
}
