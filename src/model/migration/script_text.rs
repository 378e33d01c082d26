//! From the bytes of a script's file to the script: its text, its directives, its hash.

use super::directive::{self, Direction};
use super::file_problem::FileProblem;
use super::pair::Script;
use super::{foreign_sections, text};
use crate::model::sql::sql_text;

/// Reads a script, without a look at what its statements are; `file` is its path as shown to a person.
pub(crate) fn read(file: String, bytes: Vec<u8>, direction: Direction) -> Result<Script, FileProblem> {
    let empty = bytes.is_empty();
    let text = match text::normalise(bytes) {
        Ok(text) => text,
        Err(why) => return Err(FileProblem::Text { file, why }),
    };
    // Before the directives: dbmate writes its sections as we write those.
    if let Some(why) = foreign_sections::find(&text.sql) {
        return Err(FileProblem::ForeignSections { file, why });
    }
    let directives = match directive::read(&text.sql, direction) {
        Ok(directives) => directives,
        Err(why) => return Err(FileProblem::Directive { file, why }),
    };
    if !sql_text::has_statement(&text.sql) && !directives.may_be_empty() {
        return Err(FileProblem::NoStatement { file, rollback: direction == Direction::Down, empty });
    }
    let sha256 = text::hash(&text.sql);
    Ok(Script { file, sha256, sql: text.sql, raw: text.raw, directives, locks: Vec::new() })
}
