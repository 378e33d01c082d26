//! Files and history disagree: what, and what can be done.

use super::grammar::{plural, when};
use crate::model::migration::directive::Direction;
use crate::model::migration::plan::HistoryProblem;
use crate::ui::message::Message;

/// The message for one problem.
pub(super) fn message(problem: &HistoryProblem) -> Message {
    match problem {
        HistoryProblem::Edited { id, applied, file, applied_on, path } => {
            let on = applied_on.as_deref().map(|time| format!(" on {}", when(time))).unwrap_or_default();
            Message::new(format!("migration `{id}` was applied, but its file has changed since"))
                .note(format!("applied {applied}{on}, file is {file}"))
                .at(path, None, None)
                .hint("restore the file, or write a new migration; while you still work on it, `migrate redo`")
        }
        HistoryProblem::Renamed { id, applied_name } => {
            Message::new(format!("version {} was applied as `{applied_name}`, but its file is `{id}`", id.version))
                .hint("give the file its old name back, or give the new migration the next free number")
        }
        HistoryProblem::Missing { id } => {
            Message::new(format!("migration `{id}` was applied, but there is no file for it")).hint(
                "get the branch that has it, or take it back with `migrate down`: the journal kept its rollback",
            )
        }
        HistoryProblem::OutOfOrder { id, newest } => {
            Message::new(format!("migration `{id}` is pending below `{newest}`, which is already applied"))
                .hint("give it a number above, or run it where it stands with `--out-of-order`")
        }
        HistoryProblem::HalfWay { id, direction, executed } => {
            let (was, finish) = match direction {
                Direction::Up => ("being applied", "migrate up"),
                Direction::Down => ("being rolled back", "migrate down"),
            };
            Message::new(format!("`{id}` was {was} without a transaction and is not finished"))
                .note(format!("executed so far: {}", plural(*executed, "statement")))
                .hint(format!("finish it with `{finish}`, or decide with `migrate repair`"))
        }
        HistoryProblem::DirectiveGone { id, path } => {
            Message::new(format!("`{id}` was begun without a transaction, and its file asks for one now"))
                .at(path, None, None)
                .hint("write `-- migrate:no-transaction` again and go on, or decide with `migrate repair`")
        }
        HistoryProblem::TooWide { id } => Message::new(format!(
            "version {} does not fit the history table, whose version column is int4",
            id.version.number()
        ))
        .hint("use a version below 2147483648: the table was made for an application's refinery, which reads int4"),
    }
}
