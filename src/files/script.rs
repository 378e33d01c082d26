//! One script: read once, checked, hashed.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::depth::Depth;
use super::folder::{Bytes, ScriptFile, path_on_one_line};
use crate::model::migration::directive::Direction;
use crate::model::migration::file_problem::FileProblem;
use crate::model::migration::pair::Script;
use crate::model::migration::{script_text, statement_check, text};
use crate::model::outcome::failure::{ConfigProblem, Failure};

/// Reads and checks a script, as closely as `depth` says. What it returns is what will be executed, whatever happens to the
/// file afterwards.
pub(super) fn read(
    script_file: &ScriptFile,
    direction: Direction,
    depth: Depth,
) -> Result<Script, FileProblem> {
    let bytes = match &script_file.bytes {
        Bytes::File(path) => contents(path, &script_file.shown)?,
        Bytes::Embedded(bytes) => bytes.to_vec(),
    };
    script_of(bytes, &script_file.shown, direction, depth)
}

/// The script that a file would be with this text, as closely checked as one that was read.
pub(crate) fn script_of_text(text: String, shown: &str, direction: Direction) -> Result<Script, Failure> {
    script_of(text.into_bytes(), shown, direction, Depth::Statements)
        .map_err(|problem| Failure::Files(vec![problem]))
}

fn script_of(bytes: Vec<u8>, shown: &str, direction: Direction, depth: Depth) -> Result<Script, FileProblem> {
    let script = script_text::read(shown.to_owned(), bytes, direction)?;
    if depth == Depth::Statements {
        statement_check::check_script(&script)?;
    }
    Ok(script)
}

/// The file of `[scratch] before`: its path as shown to a person, and its text. A file that cannot be read is a mistake in `migrate.toml`.
pub(crate) fn read_ground(file: &Path) -> Result<(String, String), Failure> {
    let shown = path_on_one_line(file);
    let bytes = contents(file, &shown).map_err(|problem| match problem {
        FileProblem::Unreadable { why, .. } => {
            Failure::Config(ConfigProblem::NoGround { file: file.to_owned(), why })
        }
        problem => Failure::Files(vec![problem]),
    })?;
    let text = text::normalise(bytes)
        .map_err(|why| Failure::Files(vec![FileProblem::Text { file: shown.clone(), why }]))?;
    Ok((shown, text.sql))
}

/// The longest query message that PostgreSQL takes is one byte short of 1 GiB (`MaxAllocSize`).
const LONGEST_SCRIPT: u64 = (1 << 30) - 1;

/// The bytes of a file that fits into one message, looked at once opened: that is the file that is read.
pub(super) fn contents(path: &Path, shown: &str) -> Result<Vec<u8>, FileProblem> {
    let unreadable =
        |error: io::Error| FileProblem::Unreadable { file: shown.to_owned(), why: error.to_string() };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > LONGEST_SCRIPT {
        return Err(FileProblem::TooLarge { file: shown.to_owned(), bytes: length });
    }
    // With the length as the end nobody has to look whether there is more: one call less for each of many files. Some
    // file systems tell no length.
    let end = if length == 0 { LONGEST_SCRIPT } else { length };
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(end).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
