//! A script that did not pass: what stopped it, how far it came, what was found after it.

use std::time::Duration;

use super::code::codes;
use crate::model::locks::blocker::Blocker;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
use crate::model::sql::excerpt::Excerpt;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::sql_error::{DbFault, SqlError};
use crate::model::verify::finding::RuleFinding;

/// A script that did not run to its end.
#[derive(Debug)]
pub(crate) struct ScriptFault {
    pub(crate) id: MigrationId,
    pub(crate) direction: Direction,
    pub(crate) file: String,
    pub(crate) cause: ScriptCause,
    /// How often the transaction was tried.
    pub(crate) attempts: u32,
    /// How long all of them took, with the pauses between them.
    pub(crate) spent: Duration,
    /// Who was in the way at the last try, where that was the trouble.
    pub(crate) blockers: Vec<Blocker>,
    /// Of a script without a transaction: how many of its statements are executed and stay so.
    pub(crate) kept: Option<ScriptProgress>,
}

/// A script that ran to its end, and what the rules of `verify` find since.
#[derive(Debug)]
pub(crate) struct IsolationFault {
    pub(crate) id: MigrationId,
    pub(crate) file: String,
    /// The worst first.
    pub(crate) findings: Vec<RuleFinding>,
    /// Of a script without a transaction: what it did, stays.
    pub(crate) kept: Option<ScriptProgress>,
    /// Whether an earlier run began it, so that nobody knows what was there before.
    pub(crate) resumed: bool,
    /// Whether the transaction that was rolled back had a rollback of the same migration in it: then it is applied as it
    /// was before.
    pub(crate) is_restored: bool,
}

/// How far a script without a transaction came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ScriptProgress {
    pub(crate) executed: usize,
    pub(crate) total: usize,
}

/// What is known about the COMMIT of a script whose connection was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Commit {
    /// It was not sent yet.
    NotSent,
    /// It was sent, a new session looked, and the server had rolled back.
    RolledBack,
    /// It was sent, and no new session could be had to look.
    Unknown,
}

/// What stopped a script.
#[derive(Debug)]
pub(crate) enum ScriptCause {
    /// The server refused, and where in the script, as far as that is known.
    Server { error: Box<SqlError>, excerpt: Option<Excerpt> },
    /// Its rows collided with those of others again and again, of this table as far as that is known.
    BackfillContended { error: Box<SqlError>, excerpt: Option<Excerpt>, table: Option<QualifiedName> },
    /// Its transaction kept readers or writers from a table for longer than may be, and the server ended it.
    HeldTooLong { excerpt: Option<Excerpt>, limit: Duration, held: Duration },
    /// The connection went away.
    Connection { why: String, commit: Commit },
    /// A request of our own around the script, not of the server's refusing.
    Request(DbFault),
    /// The script itself ended the transaction that it runs in.
    EndedTransaction,
    /// The script gave up the lock of the run.
    GaveUpLock,
    /// A trigger or a rule on the history table kept the script's row out, or in.
    HistoryRowSwallowed,
    /// Another program wrote the history row of the version while the script ran.
    AppliedMeanwhile,
    /// The script took away what the session had prepared to record it, twice.
    RecorderGone,
    /// A concurrent build ended without an error, and its index is not valid.
    InvalidIndex { index: String },
    /// A unique index of a partitioned table, one of whose partitions (quoted) is a foreign table.
    UniqueOverForeign { index: String, partition: String },
    /// A statement that cannot be undone was under way when an earlier run was killed.
    Doubtful { excerpt: Excerpt, statement: usize },
}

codes!(ScriptCause {
    Self::Server { .. } => "script-failed" Failed "the server refused a statement of a script",
    Self::BackfillContended { .. } => "backfill-contended" Failed "the rows that a script changes collided three times with those that others change",
    Self::HeldTooLong { .. } => "exclusive-lock-too-long" Failed "a script kept readers or writers from a table for longer than `max_exclusive_lock`, and was rolled back",
    Self::Connection { commit: Commit::NotSent, .. } => "script-connection-lost" Failed "the connection was lost while a script ran; its `COMMIT` was not sent",
    Self::Connection { commit: Commit::RolledBack, .. } => "commit-rolled-back" Failed "the connection was lost during a `COMMIT`, and a new session found it rolled back",
    Self::Connection { commit: Commit::Unknown, .. } => "commit-unknown" Failed "the connection was lost during a `COMMIT`, and nobody could look how it ended",
    Self::Request(fault) => in fault.code(),
    Self::EndedTransaction => "script-ended-transaction" Failed "a script ended the transaction that it runs in",
    Self::GaveUpLock => "script-gave-up-lock" Failed "a script gave up the lock of the run",
    Self::HistoryRowSwallowed => "history-row-swallowed" History "a trigger or a rule on the history table kept a script's row out, or in",
    Self::AppliedMeanwhile => "applied-meanwhile" History "another program recorded the same version while its script ran",
    Self::RecorderGone => "script-deallocated" Failed "a script took away the prepared statement that records it, each time",
    Self::InvalidIndex { .. } => "index-invalid" Failed "a concurrent build ended without an error, and its index is not valid",
    Self::UniqueOverForeign { .. } => "unique-over-foreign" Failed "a unique index of a partitioned table, one of whose partitions is a foreign table",
    Self::Doubtful { .. } => "statement-doubtful" History "a statement that cannot be undone was under way when an earlier run was killed",
});
