//! Why a database is not taken over.

use std::path::PathBuf;

use crate::model::migration::existing::ToolTable;
use crate::model::migration::version::Version;
use crate::model::outcome::code::codes;

/// Why `baseline` did nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BaselineRefusal {
    /// The database has a history of ours.
    HasHistory { newest: Version },
    /// Another tool keeps a history there.
    OtherTool(Vec<ToolTable>),
    /// The project has migrations, before which the baseline would have to come.
    HasScripts { file: String },
    /// There is no program that can dump the server.
    NoDump { server: String, searched: Vec<PathBuf>, newest: Option<String> },
    /// The program did not dump it.
    DumpFailed { program: PathBuf, why: String },
    /// `--rows` names no table of the database.
    NoSuchTable { table: String },
    /// There is nothing in the database.
    Nothing { database: String },
}

codes!(BaselineRefusal {
    Self::HasHistory { .. } => "history-begun" History "`baseline`: the database has a history of `migrate`",
    Self::OtherTool(_) => "history-of-another-tool" History "`baseline`: another tool keeps a history in the database",
    Self::HasScripts { .. } => "migrations-there" Usage "`baseline`: the project has migrations, and the baseline would be the first",
    Self::NoDump { .. } => "no-dump-program" Unreachable "`baseline`: there is no `pg_dump`, or none that is as new as the server",
    Self::DumpFailed { .. } => "dump-failed" Failed "`baseline`: `pg_dump` failed",
    Self::NoSuchTable { .. } => "no-such-table" Usage "`baseline --rows` names a table that is not there",
    Self::Nothing { .. } => "nothing-to-take-over" Usage "`baseline`: the database holds nothing",
});
