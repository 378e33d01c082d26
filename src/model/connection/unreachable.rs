//! Why there is no session.

use std::path::PathBuf;
use std::time::Duration;

use super::TargetSession;
use crate::model::outcome::code::codes;
use crate::model::sql::sql_error::SqlError;

/// Why there is no session. `target` is a database at a place, and never holds a password.
#[derive(Debug)]
pub(crate) enum Unreachable {
    /// Nothing answered, or not as a PostgreSQL server.
    Network {
        target: String,
        why: String,
    },
    /// No session within `connect_timeout`.
    TimedOut {
        target: String,
        seconds: u64,
    },
    /// The server said no: login, database, too many connections.
    Server {
        target: String,
        error: Box<SqlError>,
    },
    Tls {
        target: String,
        why: TlsProblem,
    },
    /// The login ended on our side: no password at hand, or a server that cannot prove who it is.
    Login {
        target: String,
        why: String,
    },
    /// It answers, and is not what `target_session_attrs` asks for.
    WrongSession {
        target: String,
        wanted: TargetSession,
    },
    /// More than one way was tried; in that order, never empty.
    Several(Vec<Unreachable>),
    /// A pooler stands in between, and what is asked for would write.
    Pooler {
        target: String,
        why: PoolerProblem,
    },
    /// A hot standby takes no writes.
    Standby {
        target: String,
    },
    /// `default_transaction_read_only` is on, and what is asked for would write.
    Frozen {
        target: String,
        origin: FreezeOrigin,
    },
    TooOld {
        version: String,
    },
    NotUtf8 {
        encoding: String,
    },
}

/// Why a connection cannot be encrypted as asked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum TlsProblem {
    /// `require` and stronger, and the server has no TLS.
    NotOffered,
    /// `verify-ca` and `verify-full` need a root certificate; `None` where no home folder is known.
    NoRootCert { file: Option<PathBuf> },
    /// `verify-full`, and only an address was given.
    NoHostName,
    /// A certificate or key that cannot be read or parsed.
    BadFile { file: PathBuf, why: String },
    /// The client has a certificate and no key for it.
    NoKey { file: PathBuf },
    /// Others than its owner may read the key.
    OpenKey { file: PathBuf },
    /// The two sides did not agree: most often, a certificate was not believed.
    Handshake(String),
}

/// Why a pooler will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PoolerProblem {
    /// There is one, and nothing says that it will do.
    NotAllowed,
    /// It was allowed, and gives out server connections by the transaction.
    NotSticky,
}

/// Where `default_transaction_read_only` is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FreezeOrigin {
    /// PGOPTIONS, or `options` of the connection.
    Connection,
    RoleInDatabase {
        role: String,
        database: String,
    },
    Role {
        role: String,
    },
    Database {
        database: String,
    },
    /// `ALTER ROLE ALL`.
    EveryRole,
    /// The server's configuration or command line.
    Server,
    Unknown,
}

impl FreezeOrigin {
    /// From a source as `pg_settings` calls it.
    pub(crate) fn of(source: &str, role: &str, database: &str) -> Self {
        let (role, database) = (role.to_owned(), database.to_owned());
        match source {
            "client" => Self::Connection,
            "database user" => Self::RoleInDatabase { role, database },
            "user" => Self::Role { role },
            "database" => Self::Database { database },
            "global" => Self::EveryRole,
            "configuration file" | "command line" | "environment variable" => Self::Server,
            _ => Self::Unknown,
        }
    }
}

/// A server that is starting, or full for a moment, gets this long whatever was asked for.
const START_UP: Duration = Duration::from_secs(5);

impl Unreachable {
    /// How long this may go on before it is an error. `wait` is what was asked for.
    pub(crate) fn patience(&self, wait: Duration) -> Duration {
        match self {
            Self::Network { .. } | Self::TimedOut { .. } => wait,
            Self::Server { error, .. } if is_passing(&error.sqlstate) => wait.max(START_UP),
            Self::Several(faults) => {
                faults.iter().map(|fault| fault.patience(wait)).max().unwrap_or(Duration::ZERO)
            }
            _ => Duration::ZERO,
        }
    }

    /// Whether another host of the list may be better: it did not answer, or is only starting.
    /// Everything else is said at once, as in libpq: a wrong password is wrong everywhere.
    pub(crate) fn leads_to_the_next_host(&self) -> bool {
        match self {
            Self::Network { .. } | Self::TimedOut { .. } | Self::WrongSession { .. } => true,
            Self::Server { error, .. } => error.sqlstate == "57P03",
            Self::Several(faults) => faults.iter().all(Self::leads_to_the_next_host),
            _ => false,
        }
    }

    /// One fault from the faults of several tries.
    pub(crate) fn of_all(mut faults: Vec<Self>) -> Self {
        match faults.pop() {
            Some(only) if faults.is_empty() => only,
            Some(last) => {
                faults.push(last);
                Self::Several(faults)
            }
            None => Self::Several(faults),
        }
    }
}

/// "The database system is starting up", "too many clients already".
fn is_passing(sqlstate: &str) -> bool {
    matches!(sqlstate, "57P03" | "53300")
}

codes!(Unreachable {
    Self::Network { .. } => "server-not-reached" Unreachable "nothing answered, or not as a PostgreSQL server",
    Self::TimedOut { .. } => "connect-timed-out" Unreachable "no session within `connect_timeout`",
    Self::Server { .. } => "login-refused" Unreachable "the server refused the session: login, database, too many connections",
    Self::Tls { why, .. } => in why.code(),
    Self::Login { .. } => "login-failed" Unreachable "the login ended on this side: no password at hand, or a server that cannot prove who it is",
    Self::WrongSession { .. } => "wrong-session" Unreachable "the server is not what `target_session_attrs` asks for",
    Self::Several(faults) => in faults.first().map_or(Self::CODES[0], Self::code),
    Self::Pooler { why: PoolerProblem::NotAllowed, .. } => "pooler-not-allowed" Unreachable "a connection pooler answers, and `--allow-pooler` was not said",
    Self::Pooler { why: PoolerProblem::NotSticky, .. } => "pooler-not-sticky" Unreachable "the pooler does not keep one server connection for one session",
    Self::Standby { .. } => "server-is-standby" Unreachable "a hot standby takes no writes",
    Self::Frozen { .. } => "database-frozen" Unreachable "`default_transaction_read_only` is on, and `--override-read-only` was not said",
    Self::TooOld { .. } => "server-too-old" Unreachable "the server is older than PostgreSQL 14",
    Self::NotUtf8 { .. } => "database-not-utf8" Unreachable "the database is not encoded in UTF8",
});

codes!(TlsProblem {
    Self::NotOffered => "tls-not-offered" Unreachable "the server does not offer TLS",
    Self::NoRootCert { .. } => "tls-no-root-certificate" Unreachable "there is no root certificate to check the server's against",
    Self::NoHostName => "tls-no-host-name" Unreachable "`verify-full`, and only an address was given",
    Self::BadFile { .. } => "tls-bad-file" Unreachable "a certificate or key cannot be read or parsed",
    Self::NoKey { .. } => "tls-no-key" Unreachable "a client certificate without its key",
    Self::OpenKey { .. } => "tls-open-key" Unreachable "others than its owner may read the private key",
    Self::Handshake(_) => "tls-handshake" Unreachable "the two sides did not agree: most often, a certificate was not believed",
});
