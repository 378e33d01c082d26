//! Why no project is begun.

use crate::model::outcome::code::codes;

/// Why `init` wrote nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InitRefusal {
    /// There is a project already: this file.
    ProjectThere { file: String },
    /// No terminal to ask on, and no `--yes`.
    NeedsYes { files: Vec<String> },
}

codes!(InitRefusal {
    Self::ProjectThere { .. } => "project-there" Usage "`init`: the folder has a `migrate.toml`",
    Self::NeedsYes { .. } => "init-needs-yes" Usage "`init`: no terminal to ask on, and no `--yes`",
});
