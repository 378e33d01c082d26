//! Why the history does not follow a file that was renamed or renumbered.

use super::pair::MigrationId;
use crate::model::outcome::code::codes;

/// Why the history does not follow a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RenamingProblem {
    /// The file has the version and the name that the history has.
    SameName { id: MigrationId },
    /// The text is another one, too.
    TextDiffers { applied: MigrationId, id: MigrationId, file: String },
    /// No file has the text that was applied.
    NoFile { applied: MigrationId },
    /// Several files have it.
    SeveralFiles { applied: MigrationId, files: Vec<String> },
    /// Nothing was applied that has the text of the file.
    NotApplied { id: MigrationId },
    /// Several versions were applied that have it.
    SeveralApplied { id: MigrationId, applied: Vec<MigrationId> },
}

codes!(RenamingProblem {
    Self::SameName { .. } => "not-renamed" Usage "`repair renamed`: the file has the name that the history has",
    Self::TextDiffers { .. } => "renamed-and-edited" History "`repair renamed`: the text is another one than was applied, too",
    Self::NoFile { .. } => "renamed-file-missing" History "`repair renamed`: no file has the text that was applied",
    Self::SeveralFiles { .. } => "renamed-file-ambiguous" History "`repair renamed`: several files have the text that was applied",
    Self::NotApplied { .. } => "renamed-not-applied" Usage "`repair renamed`: nothing was applied that has the text of the file",
    Self::SeveralApplied { .. } => "renamed-row-ambiguous" History "`repair renamed`: several applied versions have the text of the file",
});
