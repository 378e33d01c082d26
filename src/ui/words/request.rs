//! Requests of the program's own that failed.

use super::grammar::on_one_line;
use crate::model::sql::missing_right::{MissingRight, ObjectKind};
use crate::model::sql::quote::{BadName, to_paste, to_read};
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::ui::message::Message;

/// What failed; `doing` completes "could not ..".
pub(super) fn message(doing: &str, fault: &DbFault) -> Message {
    match fault {
        DbFault::Server(error) => {
            let message = fields(Message::new(format!("could not {doing}: {}", error.message)), error);
            match advice(error) {
                Some(advice) if message.hint.is_none() => message.hint(advice),
                _ => message,
            }
        }
        fault => Message::new(format!("could not {doing}: {}", reason(fault))),
    }
}

/// What to do where the server has no hint.
fn advice(error: &SqlError) -> Option<String> {
    match error.sqlstate.as_str() {
        // insufficient_privilege
        "42501" => MissingRight::of(&error.message).map(|right| grant(&right)),
        // invalid_schema_name
        "3F000" => Some("name the schema of the project with `--search-path`, or create it".to_owned()),
        _ => None,
    }
}

/// A name to paste. As a schema `public` needs no quotes.
pub(super) fn schema_or_object(name: &str) -> String {
    if name == "public" { to_read(name) } else { to_paste(name) }
}

/// What gives a role the right.
fn grant(right: &MissingRight) -> String {
    let MissingRight { kind, name, needs_owner } = right;
    let written = schema_or_object(name);
    if *needs_owner {
        return format!("only the owner of `{name}` may do this: `GRANT owner TO role`");
    }
    match kind {
        ObjectKind::Schema => format!(
            "the role lacks a right on the schema `{name}`: `GRANT USAGE, CREATE ON SCHEMA {written} TO role`; to read, \
             USAGE is enough"
        ),
        ObjectKind::Table => format!(
            "the role lacks a right on `{name}`: to read it, `GRANT SELECT ON {written} TO role`; to change it, the role has \
             to be a member of its owner, `GRANT owner TO role`"
        ),
        ObjectKind::Database => format!("`GRANT CREATE ON DATABASE {written} TO role`"),
        ObjectKind::Sequence => format!("`GRANT USAGE ON SEQUENCE {written} TO role`"),
        ObjectKind::Function => format!("`GRANT EXECUTE ON ROUTINE {written} TO role`"),
        ObjectKind::Type => format!("`GRANT USAGE ON TYPE {written} TO role`"),
        ObjectKind::Other => format!("the role lacks a right on `{name}`; its owner can grant it"),
    }
}

/// What a request failed for, behind a colon.
pub(super) fn reason(fault: &DbFault) -> String {
    match fault {
        DbFault::Server(error) => error.message.clone(),
        DbFault::Connection(why) | DbFault::Answer(why) => why.clone(),
        DbFault::BadName(BadName(name)) => {
            format!("`{name}` is no name: it is empty, longer than 63 bytes, or holds a zero byte")
        }
        DbFault::RunGone => "the run is gone from migrate_seed".to_owned(),
        DbFault::RowsLost { table, sent, taken } => {
            format!("{sent} rows were made for {table}, the server took {taken}")
        }
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
    if !error.objects.is_empty() {
        let named: Vec<String> =
            error.objects.iter().map(|(kind, name)| format!("{kind} `{name}`")).collect();
        message = message.note(format!("about: {}", named.join(", ")));
    }
    message.objects.clone_from(&error.objects);
    message.hint = error.hint.as_deref().map(on_one_line);
    message
}
