//! What `baseline` hands to `ui`.

use super::administrator::Ground;
use crate::model::fingerprint::additions::Additions;
use crate::model::fingerprint::diff::Diff;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::exit::ExitStatus;

/// A pair, how it was proven, and what was done with it.
#[derive(Debug)]
pub(crate) struct BaselineReport {
    pub(crate) id: MigrationId,
    /// The migration and the rollback, as paths a person can open.
    pub(crate) files: [String; 2],
    pub(crate) state: BaselineState,
    /// How many objects the database has.
    pub(crate) objects: usize,
    /// The tables whose rows come with it, and how many.
    pub(crate) rows: Vec<TableRows>,
    pub(crate) proof: Proof,
    /// What has to be there before the pair runs, and the file of `[scratch] before` does not make.
    pub(crate) grounds: Vec<Ground>,
    /// What is in the database and not in the pair, one line each.
    pub(crate) left_out: Vec<String>,
    /// Whose things the pair makes, beside those of the role that connects.
    pub(crate) owners: Vec<String>,
}

/// How far it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BaselineState {
    /// `--dry-run`: nothing was written.
    Planned,
    /// The proof failed: nothing was written.
    Refused,
    /// `--write-only`: the files are there, and nothing is marked.
    Written,
    /// The files are there, and the migration is marked as applied.
    Marked,
}

/// A table whose rows are part of the pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableRows {
    /// With its schema.
    pub(crate) table: String,
    pub(crate) rows: i64,
    /// Whether a database made from the pair has the same.
    pub(crate) are_same: bool,
}

/// What was compared on a throwaway server.
#[derive(Debug, Default)]
pub(crate) struct Proof {
    /// From what the migration makes to what the database is.
    pub(crate) up: Diff,
    /// What the rollback leaves; `None` where it is irreversible, or the migration is not right yet.
    pub(crate) down: Option<Diff>,
    /// What a server adds of its own, which was not compared.
    pub(crate) additions: Additions,
    /// The versions of the database's server and of the throwaway one, where their majors are not the same.
    pub(crate) servers: Option<(String, String)>,
}

impl Proof {
    /// Whether nothing differs.
    pub(crate) fn holds(&self) -> bool {
        self.up.is_empty() && self.down.as_ref().is_none_or(Diff::is_empty)
    }
}

impl BaselineReport {
    /// Whether a database made from the pair is the same, rows included, and the rollback leaves nothing.
    pub(crate) fn is_proven(&self) -> bool {
        self.proof.holds() && self.rows.iter().all(|table| table.are_same)
    }

    /// What differs is for a person to decide.
    pub(crate) fn exit(&self) -> ExitStatus {
        if self.is_proven() { ExitStatus::Done } else { ExitStatus::NotWanted }
    }
}
