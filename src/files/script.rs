//! One script: read once, checked, hashed.

use std::fs;

use super::folder::{Bytes, Found};
use crate::model::checksum::Sha256Hex;
use crate::model::directive::{self, Direction};
use crate::model::file_problem::FileProblem;
use crate::model::migration::Script;
use crate::model::{script_check, sql_text, text};

/// Reads and checks a script. What it returns is what will be executed, whatever happens to the
/// file afterwards.
pub(super) fn read(found: &Found, direction: Direction) -> Result<Script, FileProblem> {
    let file = || found.shown.clone();
    let bytes = match &found.bytes {
        Bytes::File(path) => fs::read(path)
            .map_err(|error| FileProblem::Unreadable { file: file(), why: error.to_string() })?,
        Bytes::Embedded(bytes) => bytes.to_vec(),
    };
    let empty = bytes.is_empty();
    let text = text::normalise(bytes).map_err(|why| FileProblem::Text { file: file(), why })?;
    let directives =
        directive::read(&text.sql, direction).map_err(|why| FileProblem::Directive { file: file(), why })?;
    if !sql_text::has_statement(&text.sql) && directives.irreversible.is_none() {
        return Err(FileProblem::NoStatement { file: file(), rollback: direction == Direction::Down, empty });
    }
    script_check::check(&text.sql, directives.no_transaction)
        .map_err(|why| FileProblem::Script { file: file(), why })?;
    Ok(Script { file: file(), sha256: Sha256Hex::of(&text.sql), sql: text.sql, raw: text.raw, directives })
}
