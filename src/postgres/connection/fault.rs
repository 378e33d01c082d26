//! From the client library's errors to ours: what the server said, stripped of what could harm a
//! terminal.

use std::error::Error as _;
use std::io;

use tokio_postgres::error::{DbError, ErrorPosition};
use tokio_postgres::{Error, Row};

use crate::model::control_characters::push;
use crate::model::outcome::lock_holder::LockHolder;
use crate::model::sql::sql_error::{DbFault, SqlError};

/// Translates an error of the client library: to `Server`, `Connection` or `Answer`.
pub(crate) fn translate(error: &tokio_postgres::Error) -> DbFault {
    match error.as_db_error() {
        Some(error) => DbFault::Server(Box::new(server_error(error))),
        None if is_of_connection(error) => DbFault::Connection(chain(error)),
        None => DbFault::Answer(chain(error)),
    }
}

/// Whether nothing more can be asked: the socket failed, or what came from it was no message.
fn is_of_connection(error: &tokio_postgres::Error) -> bool {
    let is_io = error.source().is_some_and(|cause| cause.downcast_ref::<io::Error>().is_some());
    is_io || error.is_closed()
}

/// The fields of a server error that help a person.
fn server_error(error: &DbError) -> SqlError {
    SqlError {
        sqlstate: error.code().code().to_owned(),
        message: printable(error.message()),
        detail: error.detail().map(printable),
        hint: error.hint().map(printable),
        context: error.where_().map(printable),
        objects: [
            ("schema", error.schema()),
            ("table", error.table()),
            ("column", error.column()),
            ("type", error.datatype()),
            ("constraint", error.constraint()),
        ]
        .into_iter()
        .filter_map(|(kind, name)| Some((kind, printable(name?))))
        .collect(),
        position: match error.position() {
            Some(ErrorPosition::Original(position)) => Some(*position),
            _ => None,
        },
    }
}

/// The library's message with its causes. It never holds a password: it names no parameter values.
pub(crate) fn chain(error: &tokio_postgres::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    printable(&text)
}

/// A session that holds a lock, from a row of `lock_holders.sql` or `blockers.sql`.
pub(crate) fn lock_holder(row: &Row) -> Result<LockHolder, Error> {
    Ok(LockHolder {
        pid: row.try_get("pid")?,
        application: printable(row.try_get("application")?),
        role: printable(row.try_get("role")?),
        client: row.try_get("client")?,
        seconds: row.try_get("seconds")?,
        query: printable(row.try_get("query")?),
    })
}

/// Text from the server may hold row values: control characters in it are escaped. Line breaks and tabs stay.
pub(crate) fn printable(text: &str) -> String {
    let mut printed = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter == '\n' || letter == '\t' || !letter.is_control() {
            printed.push(letter);
        } else {
            push(&mut printed, letter);
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    #[test]
    fn escape_sequences_do_not_reach_the_terminal() {
        assert_eq!(super::printable("a\u{1b}[2Jb\r\nc\u{9b}"), "a\\u{1b}[2Jb\\r\nc\\u{9b}");
    }
}
