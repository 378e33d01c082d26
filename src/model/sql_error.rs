//! An error as the server reports it, and what kind of trouble its SQLSTATE means.

/// The fields of an `ErrorResponse` that help a person. Control characters are already removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SqlError {
    pub(crate) sqlstate: String,
    pub(crate) message: String,
    pub(crate) detail: Option<String>,
    pub(crate) hint: Option<String>,
    /// The call stack inside functions.
    pub(crate) context: Option<String>,
    /// Where in the text that was sent, in characters from 1.
    pub(crate) position: Option<u32>,
}

/// What to do about a failed transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Roll back, wait a little, run the whole transaction again: another session was in the way.
    Retry,
    /// Nothing that a second try would change.
    None,
}

impl SqlError {
    /// `lock_not_available`, `deadlock_detected` and `serialization_failure` pass by themselves.
    pub(crate) fn remedy(&self) -> Remedy {
        match self.sqlstate.as_str() {
            "55P03" | "40P01" | "40001" => Remedy::Retry,
            _ => Remedy::None,
        }
    }
}

/// Why a request to the server failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DbFault {
    /// The server answered with an error; the session lives on unless the class is 57 or FATAL.
    Server(Box<SqlError>),
    /// The connection is gone, or the answer was not understood.
    Connection(String),
}
