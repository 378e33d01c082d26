//! A statement as its syntax tree has it, as far as that decides something.

use std::ops::Range;

/// A statement, as far as the tree matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Statement {
    /// Begins, ends or prepares a transaction. Savepoints do not.
    Transaction,
    Copy(Copy),
    Call,
    /// Whether the words that commit or roll back are in its body.
    Do {
        may_commit: bool,
    },
    CreateIndex(CreateIndex),
    /// `DROP INDEX CONCURRENTLY`, with the first index as the script writes it.
    DropIndexConcurrently {
        index: String,
    },
    /// `ALTER TABLE .. DETACH PARTITION .. CONCURRENTLY`, with both as the script writes them.
    DetachConcurrently {
        parent: String,
        partition: String,
    },
    Reindex {
        concurrently: bool,
        /// Of a schema, a database or the system catalogs.
        of_many: bool,
    },
    Vacuum {
        full: bool,
    },
    /// `CLUSTER` and `REPACK`.
    Cluster {
        concurrently: bool,
        /// Of every table that was clustered before.
        of_many: bool,
    },
    AlterSystem,
    MoveDatabase,
    DiscardAll,
    /// Creates or drops a database or a tablespace.
    ClusterWide,
    /// Anything else, and what the parser does not understand.
    Other,
}

/// A COPY.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copy {
    /// Into the table, not out of it.
    pub(crate) into: bool,
    /// From or to the client, not a file or a program of the server's.
    pub(crate) client: bool,
    pub(crate) binary: bool,
    /// The table as the script writes it; empty for a query.
    pub(crate) table: String,
}

/// A CREATE INDEX, with places in the statement's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CreateIndex {
    pub(crate) unique: bool,
    pub(crate) concurrently: Range<usize>,
    pub(crate) if_not_exists: Option<Range<usize>>,
    pub(crate) index: Option<Name>,
    /// `ON ONLY`
    pub(crate) only: bool,
    pub(crate) table: Name,
    /// The `*` behind the table.
    pub(crate) star: Option<Range<usize>>,
    /// Everything up to the table was understood.
    pub(crate) sound: bool,
}

/// A name with its schema, as the script writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) at: Range<usize>,
    /// Without white space and comments.
    pub(crate) written: String,
}
