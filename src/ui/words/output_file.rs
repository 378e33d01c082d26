//! What became of a page in a file.

use crate::model::outcome::report::{PageFile, PageState};

/// One line about the file.
pub(crate) fn page(file: &PageFile) -> String {
    let path = &file.path;
    match file.state {
        PageState::Same => format!("`{path}` is up to date"),
        PageState::Written => format!("wrote `{path}`"),
        PageState::Differs { line } => format!(
            "`{path}` is out of date, from line {line} on; the same command without `--check` writes it anew"
        ),
        PageState::Missing => {
            format!("`{path}` is not there; the same command without `--check` writes it")
        }
    }
}
