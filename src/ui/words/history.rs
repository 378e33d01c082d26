//! Where files and history disagree, and what can be done about it.

use super::grammar::{plural, when};
use crate::model::migration::directive::Direction;
use crate::model::migration::history::HistoryProblem;
use crate::model::migration::pair::MigrationId;
use crate::model::outcome::report::InterruptedScript;
use crate::ui::message::Message;

/// The message for one problem.
pub(super) fn message(problem: &HistoryProblem) -> Message {
    match problem {
        HistoryProblem::Edited { id, applied, file, applied_on, path } => {
            let on = applied_on.as_deref().map(|time| format!(" on {}", when(time))).unwrap_or_default();
            Message::new(format!("migration `{id}` was applied, but its file has changed since"))
                .note(format!("applied {applied}{on}, file is {file}"))
                .with_position(path, None, None)
                .hint("restore the file, or write a new migration; while it is still being developed, use `migrate redo`")
        }
        HistoryProblem::Renamed { id, applied_name } => {
            Message::new(format!("version {} was applied as `{applied_name}`, but its file is `{id}`", id.version))
                .hint(format!(
                    "if it is the same script, `migrate repair renamed {}` has the history follow; if it is a new one, `migrate renumber {}`",
                    id.version, id.version
                ))
        }
        HistoryProblem::Missing { id } => {
            Message::new(format!("migration `{id}` was applied, but its file is missing")).hint(
                "check out the branch that has it, or roll it back with `migrate down`: the journal kept its rollback; if the file \
                 was renumbered, `migrate repair renamed` has the history follow",
            )
        }
        HistoryProblem::OutOfOrder { id, newest } => {
            Message::new(format!("migration `{id}` is pending below `{newest}`, which is already applied"))
                .hint("give it a higher version, or apply it out of order with `--out-of-order`")
        }
        HistoryProblem::HalfWay { id, direction, executed, is_file_gone } => {
            let (begun, finish) = begun(id, *direction);
            Message::new(begun)
                .note(format!("executed so far: {}", plural(*executed, "statement")))
                .hint(format!(
                    "{}finish it with `{finish}`, or resolve it with `migrate repair`",
                    if *is_file_gone { "restore its file and " } else { "" }
                ))
        }
        HistoryProblem::DirectiveGone { id, path } => {
            Message::new(format!("`{id}` was started without a transaction, but its file now asks for one"))
                .with_position(path, None, None)
                .hint("restore `-- migrate:no-transaction` and run it again, or resolve it with `migrate repair`")
        }
        HistoryProblem::TooWide { id } => Message::new(format!(
            "version {} does not fit the history table, whose version column is int4",
            id.version.number()
        ))
        .hint("use a version below 2147483648: the table was created for an application's refinery, which reads int4"),
    }
}

/// What was begun, and the command that finishes it.
fn begun(id: &MigrationId, direction: Direction) -> (String, &'static str) {
    let (was, finish) = match direction {
        Direction::Up => ("being applied", "migrate up"),
        Direction::Down => ("being rolled back", "migrate down"),
    };
    (format!("`{id}` was {was} without a transaction and is not finished"), finish)
}

/// A script that was interrupted, with the ways out.
pub(crate) fn interrupted(script: &InterruptedScript) -> String {
    let InterruptedScript { id, direction, executed, has_file } = script;
    let (begun, finish) = begun(id, *direction);
    let executed = plural(*executed, "statement");
    let first = if *has_file || *direction == Direction::Down {
        format!("`{finish}` finishes it")
    } else {
        format!("its file is gone: `{finish}` finishes it once that is back")
    };
    format!("{begun}: {executed} executed; {first}, or resolve it with `migrate repair`")
}
