//! An error as the server reports it, and what kind of trouble its SQLSTATE means.

use super::quote::BadName;
use crate::model::outcome::code::codes;

/// The fields of an `ErrorResponse` that help a person. Control characters are already removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SqlError {
    pub(crate) sqlstate: String,
    pub(crate) message: String,
    pub(crate) detail: Option<String>,
    pub(crate) hint: Option<String>,
    /// The call stack inside functions.
    pub(crate) context: Option<String>,
    /// What the error is about, as kind and name: `("table", "tasks")`, `("constraint", "tasks_pkey")`.
    pub(crate) objects: Vec<(&'static str, String)>,
    /// Where in the text that was sent, in characters from 1.
    pub(crate) position: Option<u32>,
}

/// What to do about a failed transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Roll back, wait a little, run the whole transaction again: another session was in the way.
    Retry,
    /// Before a script was begun, or between two: wait for the server and connect again. Never in the
    /// middle of one, whose outcome has to be looked for first.
    Reconnect,
    /// Nothing that a second try would change.
    Never,
}

impl SqlError {
    /// What its SQLSTATE says should be done, see [`remedy`].
    pub(crate) fn remedy(&self) -> Remedy {
        remedy(&self.sqlstate)
    }
}

/// Decides by SQLSTATE ("PostgreSQL Error Codes"). Whatever is not known to pass by itself is never
/// tried again: a full disk (53100) and a server that was upgraded under its feet (58P01) get worse.
pub(crate) fn remedy(sqlstate: &str) -> Remedy {
    match sqlstate {
        // lock_not_available, deadlock_detected, serialization_failure
        "55P03" | "40P01" | "40001" => Remedy::Retry,
        // admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections
        "57P01" | "57P02" | "57P03" | "53300" => Remedy::Reconnect,
        code if code.starts_with("08") => Remedy::Reconnect,
        _ => Remedy::Never,
    }
}

/// Why a request to the server failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DbFault {
    /// The server answered with an error; the session lives on unless the class is 57 or FATAL.
    Server(Box<SqlError>),
    /// The connection is gone.
    Connection(String),
    /// The answer was not understood: other rows, columns or types than were asked for.
    Answer(String),
    /// A name that no identifier can be, so that nothing was sent.
    BadName(BadName),
    /// The row of `migrate_seed` about the run under way is no longer there.
    RunGone,
    /// The server took another number of rows than were sent to it.
    RowsLost { table: String, sent: u64, taken: u64 },
}

codes!(DbFault {
    Self::Server(_) => "request-refused" Failed "the server answered a request of the program's own with an error",
    Self::Connection(_) => "connection-lost" Failed "the connection was lost",
    Self::Answer(_) => "answer-not-understood" Failed "the server's answer was not understood",
    Self::BadName(_) => "bad-name" Failed "a name that cannot be an identifier; nothing was sent",
    Self::RunGone => "seed-run-gone" Failed "the record of the seed run under way is no longer there",
    Self::RowsLost { .. } => "rows-lost" Failed "the server took another number of rows than were sent",
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sqlstate_has_its_remedy() {
        for (codes, expected) in [
            (&["55P03", "40P01", "40001"][..], Remedy::Retry),
            (
                &["57P01", "57P02", "57P03", "53300", "08000", "08001", "08003", "08006", "08P01"],
                Remedy::Reconnect,
            ),
            (
                &[
                    "53100", "53200", "58030", "58P01", "XX000", "XX001", "42501", "42601", "42P01", "42P07",
                    "23502", "23503", "23505", "23514", "22P02", "22001", "25001", "25006", "25P03", "55006",
                    "57014", "28P01", "3D000", "40002", "40003", "", "?",
                ],
                Remedy::Never,
            ),
        ] {
            for code in codes {
                assert_eq!(remedy(code), expected, "{code}");
            }
        }
    }
}
