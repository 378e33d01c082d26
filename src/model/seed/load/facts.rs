//! What the catalog says of the indexes, keys and foreign keys of the tables of a load.

/// An index, with the key that stands on it. All names but `name` are quoted, and qualified where they can be.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "as the catalog has them")]
pub(crate) struct IndexFact {
    pub(crate) oid: u32,
    pub(crate) table: u32,
    pub(crate) table_name: String,
    pub(crate) index_name: String,
    pub(crate) name: String,
    /// The OID of the index that it is a partition of; 0: none.
    pub(crate) parent: u32,
    pub(crate) is_partitioned: bool,
    pub(crate) is_valid: bool,
    /// Its expressions or its predicate call a function that is not the server's own.
    pub(crate) runs_users_code: bool,
    /// As `pg_get_indexdef` writes it.
    pub(crate) definition: String,
    /// As `WITH (..)` takes them; empty: none.
    pub(crate) options: String,
    pub(crate) tablespace: Option<String>,
    pub(crate) comment: Option<String>,
    pub(crate) is_clustered: bool,
    pub(crate) is_identity: bool,
    /// `ALTER COLUMN 1 SET STATISTICS 500`.
    pub(crate) statistics: Vec<String>,
    /// Extensions without which it is dropped.
    pub(crate) extensions: Vec<String>,
    /// The numbers of the columns that it goes with.
    pub(crate) columns: Vec<i16>,
    pub(crate) key: Option<KeyFact>,
}

/// A primary key, a unique or an exclusion constraint.
#[derive(Debug, Clone, Default)]
pub(crate) struct KeyFact {
    pub(crate) name: String,
    pub(crate) is_exclusion: bool,
    pub(crate) is_primary: bool,
    /// As `pg_get_constraintdef` writes it: without options, but those of an exclusion constraint.
    pub(crate) definition: String,
    pub(crate) comment: Option<String>,
}

/// A foreign key. All names but `name` are quoted.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReferenceFact {
    pub(crate) oid: u32,
    /// The OID of the topmost foreign key that it comes from, or its own.
    pub(crate) root: u32,
    pub(crate) table: u32,
    pub(crate) table_name: String,
    pub(crate) name: String,
    pub(crate) key_name: String,
    pub(crate) definition: String,
    pub(crate) comment: Option<String>,
    /// The OID of the table that it refers to.
    pub(crate) refers: u32,
    /// The numbers of its columns, and of those that they refer to.
    pub(crate) columns: Vec<i16>,
    pub(crate) refers_to: Vec<i16>,
    /// The OID of the index that it needs.
    pub(crate) index: u32,
    /// Of or to a partitioned table, or of a table that is not loaded.
    pub(crate) is_last: bool,
}
