//! Whether an output file was written or is up to date.

use crate::model::outcome::page_file::{PageFile, PageState};

/// One line about the file.
pub(crate) fn page(file: &PageFile) -> String {
    let path = &file.path;
    match file.state {
        PageState::Same => format!("`{path}` is up to date"),
        PageState::Written => format!("wrote `{path}`"),
        PageState::Differs { line } => format!(
            "`{path}` is out of date, from line {line} on; run the same command without `--check` to rewrite it"
        ),
        PageState::Missing => {
            format!("`{path}` does not exist; run the same command without `--check` to write it")
        }
    }
}
