//! What a statement is, as far as it decides how it may run.

use super::parsed::{Copy, CreateIndex, Statement};
use super::syntax::statement;

/// How a statement may run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StatementKind {
    /// In a transaction like any other.
    Ordinary,
    /// Begins or ends a transaction: the runner's job, never the script's.
    TransactionControl,
    /// `COPY .. FROM STDIN`: its data follow in the script.
    CopyIn(CopyIn),
    /// `COPY .. TO STDOUT`: nobody would take what it writes.
    CopyOut,
    /// `CALL`, and `DO` whose body may: they may commit on their own, so whether they ran is not known after a crash.
    MayCommit,
    /// `DO` that commits nothing itself.
    Block,
    /// `CREATE INDEX CONCURRENTLY`
    IndexBuild(IndexBuild),
    /// `DROP INDEX CONCURRENTLY`
    IndexDrop { index: String },
    /// `ALTER TABLE .. DETACH PARTITION .. CONCURRENTLY`
    Detach { parent: String, partition: String },
    /// Cannot run in a transaction, and running it twice does no harm: VACUUM, REINDEX CONCURRENTLY, ALTER SYSTEM. Nobody
    /// who reads or writes waits for it.
    Repeatable,
    /// The same, but readers or writers wait for it: VACUUM FULL, REINDEX and CLUSTER of many tables.
    RepeatableInTheWay,
    /// The same, but only where its table or index is partitioned, which the server alone knows: REINDEX and CLUSTER
    /// of one.
    RepeatableIfPartitioned,
    /// Cannot run in a transaction, and a second run would fail or do more: CREATE DATABASE.
    Outside,
}

/// A concurrent index build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndexBuild {
    /// The index as the script writes it; `None` where PostgreSQL would choose a name.
    pub(crate) index: Option<String>,
    /// The table as the script writes it, with its schema if there is one.
    pub(crate) table: String,
    pub(crate) if_not_exists: bool,
}

/// A COPY from the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CopyIn {
    /// The table as the script writes it.
    pub(crate) table: String,
    /// The binary form, which no text can hold.
    pub(crate) binary: bool,
}

impl StatementKind {
    /// Whether PostgreSQL refuses the statement inside a transaction block (25001).
    pub(crate) fn needs_no_transaction(&self) -> bool {
        matches!(
            self,
            Self::IndexBuild(_)
                | Self::IndexDrop { .. }
                | Self::Detach { .. }
                | Self::Repeatable
                | Self::RepeatableInTheWay
                | Self::Outside
        )
    }
}

/// Tells what a statement is. Never fails: what is not recognised is ordinary, and the server has
/// the last word.
pub(crate) fn kind(sql: &str) -> StatementKind {
    match statement(sql) {
        Statement::Transaction => StatementKind::TransactionControl,
        Statement::Copy(Copy { client: true, into: true, binary, table }) => {
            StatementKind::CopyIn(CopyIn { table, binary })
        }
        Statement::Copy(Copy { client: true, into: false, .. }) => StatementKind::CopyOut,
        Statement::Call | Statement::Do { may_commit: true } => StatementKind::MayCommit,
        Statement::Do { may_commit: false } => StatementKind::Block,
        Statement::CreateIndex(CreateIndex { index, table, if_not_exists, .. }) => {
            StatementKind::IndexBuild(IndexBuild {
                index: index.map(|name| name.written),
                table: table.written,
                if_not_exists: if_not_exists.is_some(),
            })
        }
        Statement::DropIndexConcurrently { index } => StatementKind::IndexDrop { index },
        Statement::DetachConcurrently { parent, partition } => StatementKind::Detach { parent, partition },
        Statement::Reindex { concurrently: false, of_many: true }
        | Statement::Cluster { concurrently: false, of_many: true }
        | Statement::Vacuum { full: true } => StatementKind::RepeatableInTheWay,
        Statement::Reindex { concurrently: true, .. }
        | Statement::Cluster { concurrently: true, .. }
        | Statement::Vacuum { full: false }
        | Statement::AlterSystem
        | Statement::MoveDatabase
        | Statement::DiscardAll => StatementKind::Repeatable,
        Statement::Reindex { .. } | Statement::Cluster { .. } => StatementKind::RepeatableIfPartitioned,
        Statement::ClusterWide => StatementKind::Outside,
        Statement::Copy(_) | Statement::Other => StatementKind::Ordinary,
    }
}

#[cfg(test)]
mod tests;
