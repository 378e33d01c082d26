//! What is wrong with a script file, beyond its place.

use super::{Facts, path, text};
use crate::model::locks::stored_file::StoredFault;
use crate::model::migration::file_problem::FileProblem as P;
use crate::model::migration::script_check::ScriptFlaw;
use crate::model::migration::text::TextProblem;

/// The longest message that PostgreSQL takes.
const LONGEST: usize = 1_073_741_823;

/// The facts of one problem.
pub(in crate::ui) fn facts(problem: &P) -> Facts {
    let none = Facts::default();
    match problem {
        P::NoFolder { folder } | P::Empty { folder } => Facts { folder: path(folder), ..none },
        P::Unreadable { file, why } => Facts { file: text(file), reason: text(why), ..none },
        P::LinkOutside { file, target, .. } => Facts { file: text(file), target_file: path(target), ..none },
        P::Folder { file }
        | P::RustMigration { file }
        | P::NotAFile { file }
        | P::NameNotUtf8 { file }
        | P::Name { file, .. }
        | P::NoStatement { file, .. } => Facts { file: text(file), ..none },
        P::TooLarge { file, bytes } => {
            Facts { file: text(file), bytes: Some(*bytes), expected_count: Some(LONGEST), ..none }
        }
        P::Text { file, why } => {
            let offset = match why {
                TextProblem::InvalidUtf8 { offset } => Some(*offset),
                TextProblem::Nul { .. } | TextProblem::ByteOrderMark { .. } => None,
            };
            Facts { file: text(file), offset, ..none }
        }
        P::ForeignSections { file, why } => {
            Facts { file: text(file), object: text(why.tool), words: text(&why.marker), ..none }
        }
        P::StoredLocks { file, why } => {
            let reason = match &why.why {
                StoredFault::Malformed { why } => text(why),
                _ => None,
            };
            Facts { file: text(file), reason, ..none }
        }
        P::Directive { file, why } => Facts { file: text(file), directive: text(&why.word), ..none },
        P::Script { file, why } => {
            let words = match &why.why {
                ScriptFlaw::TransactionControl { words }
                | ScriptFlaw::NeedsNoTransaction { words }
                | ScriptFlaw::PsqlCommand { words } => text(words),
                ScriptFlaw::Unterminated { what } => text(*what),
                ScriptFlaw::CopyOut
                | ScriptFlaw::CopyBinary
                | ScriptFlaw::CopyNotLast
                | ScriptFlaw::ChangesEncoding
                | ScriptFlaw::ChangesBackslashes
                | ScriptFlaw::NamelessIndex => None,
            };
            Facts { file: text(file), words, ..none }
        }
        P::Duplicate { version, first, second } => {
            Facts { files: Some(vec![first.clone(), second.clone()]), ..Facts::of_version(*version) }
        }
        P::MissingRollback { file, expected } | P::MissingMigration { file, expected } => {
            Facts { file: text(file), target_file: text(expected), ..none }
        }
        P::NamesDiffer { migration, rollback } => {
            Facts { files: Some(vec![migration.clone(), rollback.clone()]), ..none }
        }
    }
}
