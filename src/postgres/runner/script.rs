//! A script that is to run, and how that may end.

use std::time::Duration;

use tokio_postgres::Error;

use crate::model::migration::checksum::{Sha256Hex, VersionWidth};
use crate::model::migration::directive::{Direction, Directives};
use crate::model::migration::pair::{MigrationId, Pair, Script};
use crate::model::outcome::failure::Failure;
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

    fn new(
        id: &'a MigrationId,
        direction: Direction,
        script: &'a Script,
        [up_sha256, down_sha256]: [Option<&'a Sha256Hex>; 2],
    ) -> Self {
        let (sql, directives) = (&*script.sql, &script.directives);
        Self { id, direction, sql, directives, checksum: None, up_sha256, down_sha256, rollback: None }
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
    /// A signal asked the run to end.
    Stopped,
}

impl RunFault {
    /// What the server said, if it was the server.
    pub(crate) fn server(&self) -> Option<&SqlError> {
        match self {
            Self::Script { error, .. } | Self::Db(DbFault::Server(error)) => Some(error),
            _ => None,
        }
    }

    /// As the failure of a request of our own; `doing` completes "could not ..".
    pub(crate) fn failure(doing: &'static str) -> impl FnOnce(Self) -> Failure {
        move |fault| match fault {
            Self::Script { error, .. } => Failure::Database { doing, fault: DbFault::Server(error) },
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
