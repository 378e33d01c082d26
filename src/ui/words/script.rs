//! A script that the server refused, with the mark under the token.

use crate::model::directive::Direction;
use crate::model::failure::{ScriptCause, ScriptFault};
use crate::model::position::Position;
use crate::model::sql_error::{DbFault, SqlError};
use crate::model::statements::statements;
use crate::ui::message::{MarkedText, Message, Place};
use crate::ui::snippet;

/// The message for a script.
pub(super) fn message(fault: &ScriptFault) -> Message {
    let what = match fault.direction {
        Direction::Up => format!("migration `{}`", fault.id),
        Direction::Down => format!("rollback of `{}`", fault.id),
    };
    match &fault.cause {
        ScriptCause::Server { error, statement } => server(&what, fault, error, *statement),
        ScriptCause::Connection(why) => Message::new(format!(
            "the connection was lost while the {what} ran: {why}"
        ))
        .at(&fault.file, None, None)
        .hint("`migrate status` shows whether it was applied; a script that was not is gone without a trace"),
        ScriptCause::EndedTransaction => {
            Message::new(format!("the {what} ended the transaction that it runs in"))
                .at(&fault.file, None, None)
                .note("what it committed is committed, and it is not in the history")
                .hint("take BEGIN, COMMIT and ROLLBACK out of the script, and look at what it left behind")
        }
    }
}

fn server(what: &str, fault: &ScriptFault, error: &SqlError, statement: Option<usize>) -> Message {
    let mut message = fields(Message::new(format!("{what} failed: {}", error.message)), error);
    if fault.attempts > 1 {
        message = message.note(format!("tried {} times", fault.attempts));
    }
    message = message.note("its transaction was rolled back: nothing of it is left");
    if let Some(advice) = advice(error)
        && let Some(theirs) = message.hint.replace(advice)
    {
        message = message.note(format!("the server's hint: {theirs}"));
    }
    let offset = offset(&fault.sql, error, statement);
    match offset {
        Some(offset) => {
            let at = Position::at_byte(&fault.sql, offset);
            message.place =
                Some(Place { file: fault.file.clone(), line: Some(at.line), column: Some(at.column) });
            message.source =
                Some(MarkedText { text: fault.sql.clone(), mark: snippet::token(&fault.sql, offset) });
        }
        None => message.place = Some(Place { file: fault.file.clone(), line: None, column: None }),
    }
    message
}

/// Where the error is: where the server says, or else where the statement begins that it refused.
fn offset(sql: &str, error: &SqlError, statement: Option<usize>) -> Option<usize> {
    match error.position {
        Some(position) => Some(Position::byte_of_server_position(sql, position)),
        None => statement.and_then(|at| statements(sql).get(at).map(|range| range.start)),
    }
}

/// A request of our own that failed.
pub(super) fn request(doing: &str, fault: &DbFault) -> Message {
    match fault {
        DbFault::Server(error) => {
            let message = fields(Message::new(format!("could not {doing}: {}", error.message)), error);
            match error.sqlstate.as_str() {
                "42501" | "3F000" if message.hint.is_none() => message.hint(
                    "the history table lives in the first schema of `database.search_path` (default `public`); \
                     the role needs USAGE and CREATE there",
                ),
                _ => message,
            }
        }
        DbFault::Connection(why) => Message::new(format!("could not {doing}: {why}")),
    }
}

/// SQLSTATE, detail, hint and call stack of a server error.
pub(super) fn fields(mut message: Message, error: &SqlError) -> Message {
    message.sqlstate = Some(error.sqlstate.clone());
    message = message.note(format!("sqlstate: {}", error.sqlstate));
    if let Some(detail) = &error.detail {
        message = message.note(format!("detail: {detail}"));
    }
    if let Some(context) = &error.context {
        message = message.note(format!("context: {context}"));
    }
    message.hint.clone_from(&error.hint);
    message
}

/// What to do about errors that the server itself has no hint for.
fn advice(error: &SqlError) -> Option<String> {
    let row_security = error.sqlstate == "42501" && error.message.contains("row-level security");
    match error.sqlstate.as_str() {
        _ if row_security => Some(
            "the policies would hide rows from this role: migrate as a role with BYPASSRLS, or write \
             `-- migrate:row-security on` at the head of the script if it is meant to run under them"
                .to_owned(),
        ),
        "55P03" => {
            Some("another session holds a lock on this table; try again when it is quieter".to_owned())
        }
        _ => None,
    }
}
