//! Who is in the way of a run.

use std::time::Duration;

use crate::model::outcome::lock_holder::LockHolder;
use crate::model::sql::qualified_name::QualifiedName;

/// A transaction that keeps a lock from being taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Blocker {
    pub(crate) holder: LockHolder,
    pub(crate) doing: Doing,
    /// Its virtual transaction as `pg_locks` names it; empty where it is over already. None is given to another
    /// transaction before the server starts again.
    pub(crate) transaction: String,
    /// For how many seconds it has been open; `None` where this role may not see that.
    pub(crate) open_seconds: Option<i64>,
    /// For how long it has been seen in the way.
    pub(crate) seen_for: Duration,
}

/// What the blocker does with its transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Doing {
    Working,
    /// Its client lets it wait, and its locks stay.
    IdleInTransaction,
    /// This role may not see it: it is another role's, and this one is no member of `pg_read_all_stats`.
    Unseen,
    /// Keeps this table in order, and gives way to those who wait long enough, see `opening.rs`.
    Autovacuum {
        table: Option<QualifiedName>,
        prevents_wraparound: bool,
    },
    /// Is prepared for a second phase under this name: no session is behind it.
    Prepared {
        gid: String,
    },
}

impl Blocker {
    /// Whether no person has to do anything about it.
    pub(crate) fn is_autovacuum(&self) -> bool {
        matches!(self.doing, Doing::Autovacuum { .. })
    }
}

/// Why a session in the way is not ended, although it was there for long enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Spared {
    /// A superuser's.
    Superuser,
    /// A standby, a backup or a subscription lives on it.
    Replication,
    /// A session of this program.
    Own,
    /// This role may not end those of others.
    NotAllowed { role: String },
}
