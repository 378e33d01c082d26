//! Why a project is not adopted.

use super::tool::Tool;
use crate::model::outcome::code::codes;

/// Why nothing was written, neither files nor a history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AdoptRefusal {
    /// No folder holds migrations of a tool that is known.
    NothingToAdopt { searched: Vec<String>, tool: Option<Tool> },
    /// The files could be those of several tools.
    SeveralTools { folder: String, tools: Vec<Tool> },
    /// `--pattern` without `{version}`, or `--from pattern` without a pattern.
    BadPattern,
    /// The folder for the pairs holds the files of the tool.
    SourceIsTarget { folder: String, tool: Tool },
    /// There are scripts in the folders for the pairs.
    TargetTaken { folder: String },
    /// The file that says what was adopted cannot be read.
    BadMap { file: String, why: String },
    /// A script that is no UTF-8.
    NotUtf8 { file: String },
    /// The database has no table of the tool's.
    NoHistoryTable { tool: Tool, table: String },
    /// Several schemas have one.
    SeveralTables { tables: Vec<String> },
    /// Migrations that the tool left half way.
    Failed { tool: Tool, versions: Vec<String> },
    /// `--applied-through` names a version that no file has.
    NoSuchVersion { version: String },
    /// We have a history there already.
    HistoryNotEmpty { applied: usize },
    /// No terminal to ask on, and no `--yes`.
    NeedsYes,
    /// An original file is refused by the server where it runs in the tool's order.
    OriginalFails { file: String, line: usize, sqlstate: String, message: String, placeholders: Vec<String> },
    /// The pairs make another schema than the original files.
    SchemasDiffer { objects: Vec<String> },
}

codes!(AdoptRefusal {
    Self::NothingToAdopt { .. } => "nothing-to-adopt" Usage "no folder holds migrations of a tool that `adopt` knows",
    Self::SeveralTools { .. } => "adopt-several-tools" Usage "the files could be those of several tools, and `--from` does not say of which",
    Self::BadPattern => "adopt-bad-pattern" Usage "`--pattern` has no `{version}`",
    Self::SourceIsTarget { .. } => "adopt-source-is-target" Usage "the folder for the pairs holds the files of the other tool",
    Self::TargetTaken { .. } => "adopt-target-taken" Usage "the folder for the pairs holds scripts already",
    Self::BadMap { .. } => "adopt-bad-map" Usage "`adopted.json` cannot be read",
    Self::NotUtf8 { .. } => "adopt-not-utf8" Usage "a migration of the other tool is not UTF-8",
    Self::NoHistoryTable { .. } => "adopt-no-history-table" Usage "the database has no history of the other tool",
    Self::SeveralTables { .. } => "adopt-several-tables" Usage "several schemas hold a history of the other tool",
    Self::NoSuchVersion { .. } => "adopt-no-such-version" Usage "`--applied-through` names a version that no migration has",
    Self::NeedsYes => "adopt-needs-yes" Usage "no terminal to ask on, and no `--yes`",
    Self::Failed { .. } => "adopt-failed-migration" History "the other tool left a migration half way",
    Self::HistoryNotEmpty { .. } => "adopt-history-not-empty" History "the database has a history of `migrate` already",
    Self::OriginalFails { .. } => "adopt-original-fails" Failed "an original file fails on an empty server, so nothing could be compared",
    Self::SchemasDiffer { .. } => "adopt-schemas-differ" Failed "the pairs make another schema than the original files",
});
