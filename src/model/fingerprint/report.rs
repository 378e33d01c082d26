//! What `snapshot` and `drift` hand to `ui`.

use super::Fingerprint;
use super::additions::Additions;
use super::diff::Diff;
use super::ignore::Ignored;
use crate::model::outcome::exit::ExitStatus;
use crate::model::outcome::report::PageFile;

/// A schema, and where it was written to or what it was compared with.
#[derive(Debug)]
pub(crate) struct SnapshotReport {
    pub(crate) fingerprint: Fingerprint,
    /// None: to standard output.
    pub(crate) file: Option<PageFile>,
    /// `--check`: from the file to the database.
    pub(crate) diff: Option<Diff>,
    /// What the server adds of its own, which was not compared.
    pub(crate) additions: Additions,
}

/// A database beside what its migrations make.
#[derive(Debug)]
pub(crate) struct DriftReport {
    /// From what the migrations make to what the database is.
    pub(crate) diff: Diff,
    /// How many differences are meant.
    pub(crate) ignored: usize,
    /// Entries of `migrate.toml` that nothing needed.
    pub(crate) unused: Vec<Ignored>,
    /// The versions of the database's server and of the throwaway one, where their majors are not the same.
    pub(crate) servers: Option<(String, String)>,
    /// How many migrations are applied.
    pub(crate) applied: usize,
    /// What a server adds of its own, which was not compared.
    pub(crate) additions: Additions,
}

impl DriftReport {
    /// Columns in another order, and what nothing needs, are worth a warning and no failure.
    pub(crate) fn exit(&self) -> ExitStatus {
        if self.diff.is_empty() { ExitStatus::Done } else { ExitStatus::NotWanted }
    }
}
