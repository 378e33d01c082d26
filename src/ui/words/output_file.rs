//! What became of the output: whether a file was written or is up to date, what is not in it, and that standard output is
//! lost.

use std::io;

use super::grammar::{on_one_line, ticked_list};
use crate::model::outcome::page_file::{PageFile, PageState};

/// One line about the file.
pub(crate) fn page(file: &PageFile) -> String {
    let path = on_one_line(&file.path);
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

/// Schemas that nobody chose.
pub(crate) fn left_out(schemas: &[String]) -> String {
    let (word, have) = if let [_] = schemas { ("schema", "has") } else { ("schemas", "have") };
    let names = on_one_line(&ticked_list(schemas));
    format!(
        "left out: the {word} {names}, which {have} tables, too; `--schema NAME` chooses others than the search path"
    )
}

/// That results did not arrive. Without the number that the system has for the reason.
pub(crate) fn output_lost(why: &io::Error) -> String {
    let why = why.to_string();
    let reason = why.split(" (os error ").next().unwrap_or_default();
    format!("could not write to standard output: {reason}")
}
