//! A script that is to run, and how that may end.

use std::time::Duration;

use tokio_postgres::Error;

use crate::model::locks::lock_set::TableLock;
use crate::model::locks::patience::LOCK_TIMEOUT;
use crate::model::migration::checksum::{Sha256Hex, VersionWidth};
use crate::model::migration::directive::{Direction, Directives};
use crate::model::migration::pair::{MigrationId, Pair, Script};
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::shared::SharedDifference;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::quote::BadName;
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::model::verify::finding::RuleFinding;
use crate::postgres::connection::fault;

/// A script and what is to be written down about it.
#[derive(Debug)]
pub(crate) struct ScriptRun<'a> {
    pub(crate) id: &'a MigrationId,
    pub(crate) direction: Direction,
    pub(crate) sql: &'a str,
    pub(crate) directives: &'a Directives,
    /// refinery's checksum, written when going up.
    pub(crate) checksum: Option<String>,
    pub(crate) up_sha256: Option<&'a Sha256Hex>,
    pub(crate) down_sha256: Option<&'a Sha256Hex>,
    /// The rollback to keep, when going up.
    pub(crate) rollback: Option<&'a str>,
    /// What it was measured to lock on tables that are there before it; empty where that is not known.
    pub(crate) stored: &'a [TableLock],
}

impl<'a> ScriptRun<'a> {
    /// Applies a migration. `width` is the history table's.
    pub(crate) fn up(pair: &'a Pair, width: VersionWidth) -> Self {
        Self {
            checksum: pair.refinery_checksum(width),
            rollback: Some(&pair.down.sql),
            ..Self::new(&pair.id, Direction::Up, &pair.up, [Some(&pair.up.sha256), Some(&pair.down.sha256)])
        }
    }

    /// Rolls a migration back with this script. `up_sha256` is the migration's, where it is known.
    pub(crate) fn down(id: &'a MigrationId, script: &'a Script, up_sha256: Option<&'a Sha256Hex>) -> Self {
        Self::new(id, Direction::Down, script, [up_sha256, Some(&script.sha256)])
    }

    /// How long a lock is waited for while nothing else is held; zero is for ever.
    pub(crate) fn lock_wait(&self) -> Duration {
        self.directives.lock_timeout.unwrap_or(LOCK_TIMEOUT)
    }

    fn new(
        id: &'a MigrationId,
        direction: Direction,
        script: &'a Script,
        [up_sha256, down_sha256]: [Option<&'a Sha256Hex>; 2],
    ) -> Self {
        let Script { sql, directives, locks, .. } = script;
        let (checksum, rollback) = (None, None);
        Self { id, direction, sql, directives, checksum, up_sha256, down_sha256, rollback, stored: locks }
    }
}

/// What is known about a script that is applied.
#[derive(Debug)]
pub(crate) struct Ran {
    /// How long the script itself took.
    pub(crate) took: Duration,
    /// What the rules of `verify` find now, where they were asked.
    pub(crate) findings: Option<Vec<RuleFinding>>,
}

/// Why a script did not run to its end.
#[derive(Debug)]
pub(crate) enum RunFault {
    /// The server refused a statement of the script; `offset` is the byte of the script that it means.
    Script {
        error: Box<SqlError>,
        offset: Option<usize>,
    },
    Db(DbFault),
    /// A lock of those that a try begins with, counted from 0, was not to be had. Nothing of the script ran.
    LockRefused {
        lock: usize,
        error: Box<SqlError>,
    },
    /// A vacuum, or another migration, did not let go of a table.
    VacuumStays {
        error: Box<SqlError>,
    },
    /// Rows that the script changes were taken by others too often; of this table as far as that is known.
    Contended {
        error: Box<SqlError>,
        offset: Option<usize>,
        table: Option<QualifiedName>,
    },
    /// Readers or writers were kept from a table for longer than may be, while the statement ran that begins at this byte
    /// of the script. The server ended it.
    HeldTooLong {
        offset: Option<usize>,
        limit: Duration,
        held: Duration,
    },
    /// The connection was lost while a COMMIT was under way.
    LostCommit(LostCommit),
    /// The script ended the transaction that it ran in. What it committed is committed.
    EndedTransaction,
    /// The script gave up the lock of the run. Its transaction was rolled back.
    GaveUpLock,
    /// The history row of a rollback was already gone.
    HistoryRowGone,
    /// A trigger or a rule kept the history row out, or in.
    HistoryRowSwallowed,
    /// Another program wrote the history row of this version while the script ran.
    AppliedMeanwhile,
    /// The script took away what the session had prepared to record it. Its transaction was rolled back.
    RecorderGone,
    /// The rules of `verify` find what they did not find before. The transaction was rolled back.
    Isolation(Vec<RuleFinding>),
    /// The script would change what all databases of the server share. Its transaction was rolled back.
    ReachesOut(Vec<SharedDifference>),
    /// A signal asked the run to end.
    Stopped,
}

impl RunFault {
    /// What the server said, if it was the server.
    pub(crate) fn server(&self) -> Option<&SqlError> {
        match self {
            Self::Script { error, .. }
            | Self::LockRefused { error, .. }
            | Self::VacuumStays { error }
            | Self::Contended { error, .. }
            | Self::Db(DbFault::Server(error)) => Some(error),
            _ => None,
        }
    }

    /// The collision after which nobody tries again.
    pub(crate) fn contended(self, table: Option<QualifiedName>) -> Self {
        match self {
            Self::Script { error, offset } => Self::Contended { error, offset, table },
            Self::Db(DbFault::Server(error)) => Self::Contended { error, offset: None, table },
            other => other,
        }
    }

    /// The same, as a lock that was held for too long if time was over and the server ended the statement for that.
    pub(crate) fn held_too_long(self, is_over: bool, limit: Duration, held: Duration) -> Self {
        // query_canceled
        if !is_over || self.server().is_none_or(|error| error.sqlstate != "57014") {
            return self;
        }
        let offset = if let Self::Script { offset, .. } = self { offset } else { None };
        Self::HeldTooLong { offset, limit, held }
    }

    /// The same, during the statement that begins there, where no other is known.
    pub(crate) fn during(self, start: usize) -> Self {
        match self {
            Self::HeldTooLong { offset: None, limit, held } => {
                Self::HeldTooLong { offset: Some(start), limit, held }
            }
            other => other,
        }
    }

    /// As the failure of a request of our own; `doing` completes "could not ..".
    pub(crate) fn failure(doing: &'static str) -> impl FnOnce(Self) -> Failure {
        move |fault| match fault {
            Self::Script { error, .. }
            | Self::LockRefused { error, .. }
            | Self::VacuumStays { error }
            | Self::Contended { error, .. } => Failure::Database { doing, fault: DbFault::Server(error) },
            Self::Db(fault) => Failure::Database { doing, fault },
            Self::LostCommit(lost) => Failure::Database { doing, fault: DbFault::Connection(lost.why) },
            Self::Stopped => Failure::Stopped,
            other => Failure::Unexpected(anyhow::anyhow!("could not {doing}: {other:?}")),
        }
    }
}

impl From<Error> for RunFault {
    fn from(error: Error) -> Self {
        Self::Db(fault::translate(&error))
    }
}

impl From<BadName> for RunFault {
    fn from(name: BadName) -> Self {
        Self::Db(DbFault::BadName(name))
    }
}

impl RunFault {
    /// The same fault of a text that stands further down in its script.
    pub(crate) fn moved_by(self, start: usize) -> Self {
        match self {
            Self::Script { error, offset } => {
                Self::Script { error, offset: offset.map(|offset| offset + start) }
            }
            other => other,
        }
    }
}

/// A COMMIT that may have taken effect or not.
#[derive(Debug)]
pub(crate) struct LostCommit {
    /// The transaction of a whole script; `None` where it was one statement or one entry of several,
    /// which the journal knows about.
    pub(crate) transaction: Option<String>,
    /// How long the script took.
    pub(crate) took: Duration,
    pub(crate) why: String,
}
