//! A table and its dependents. Expressions and definitions are the server's own words.

use crate::model::sql::qualified_name::QualifiedName;

/// A table, partitioned table or foreign table; partitions are part of their parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocTable {
    pub(crate) name: QualifiedName,
    /// Its rows are on another server.
    pub(crate) foreign: bool,
    /// `RANGE (created_at)`, where it is partitioned. How many partitions there are is not said: they
    /// come and go while the schema stays the same.
    pub(crate) partition_key: Option<String>,
    pub(crate) comment: Option<String>,
    /// By position.
    pub(crate) columns: Vec<DocColumn>,
    /// The primary key first, then unique and exclusion constraints.
    pub(crate) keys: Vec<KeyConstraint>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) checks: Vec<Check>,
    /// Every index, those behind a key too.
    pub(crate) indexes: Vec<Index>,
    pub(crate) row_security: bool,
    /// Row-level security holds for the owner too.
    pub(crate) row_security_forced: bool,
    pub(crate) policies: Vec<Policy>,
    pub(crate) triggers: Vec<Trigger>,
    pub(crate) grants: Vec<Grant>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocColumn {
    pub(crate) name: String,
    /// As `format_type` writes it.
    pub(crate) type_name: String,
    pub(crate) not_null: bool,
    pub(crate) filling: Filling,
    pub(crate) comment: Option<String>,
}

/// What a column holds when nothing is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Filling {
    Null,
    Default(String),
    /// Always computed: kept in the row, or each time that it is read.
    Generated {
        expression: String,
        stored: bool,
    },
    /// The next number of a sequence; `always`: no other value is taken.
    Identity {
        always: bool,
    },
}

/// A primary key, unique or exclusion constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyConstraint {
    pub(crate) name: String,
    pub(crate) kind: KeyKind,
    pub(crate) columns: Vec<String>,
    pub(crate) definition: String,
    pub(crate) comment: Option<String>,
}

/// What kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Primary,
    Unique,
    Exclusion,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ForeignKey {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    pub(crate) target: QualifiedName,
    pub(crate) target_columns: Vec<String>,
    /// `CASCADE`, `NO ACTION` and so on.
    pub(crate) on_delete: String,
    /// The columns that ON DELETE SET NULL or SET DEFAULT touches; empty: all.
    pub(crate) delete_columns: Vec<String>,
    pub(crate) on_update: String,
    /// `deferrable`, `not validated` and whatever else is unusual.
    pub(crate) marks: Vec<String>,
    pub(crate) comment: Option<String>,
}

/// A check constraint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) definition: String,
    pub(crate) comment: Option<String>,
}

/// An index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Index {
    pub(crate) name: String,
    pub(crate) definition: String,
    /// It belongs to a key, which is listed already.
    pub(crate) behind_key: bool,
    /// The columns that no two rows share; empty where the index does not say so for every row.
    pub(crate) unique_columns: Vec<String>,
    pub(crate) comment: Option<String>,
}

/// A policy of row-level security.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) name: String,
    /// Permissive ones widen what is seen, restrictive ones narrow it.
    pub(crate) permissive: bool,
    /// `ALL`, `SELECT` and so on.
    pub(crate) command: String,
    /// Empty: everybody.
    pub(crate) roles: Vec<String>,
    pub(crate) using: Option<String>,
    pub(crate) with_check: Option<String>,
    pub(crate) comment: Option<String>,
}

/// A trigger; those that make a foreign key work are not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trigger {
    pub(crate) name: String,
    pub(crate) definition: String,
    /// `disabled`, `replica` or `always`, where it is not the usual way.
    pub(crate) firing: Option<String>,
    pub(crate) comment: Option<String>,
}

/// One right of one role; its owner's are not told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grant {
    /// None: everybody, `PUBLIC`.
    pub(crate) role: Option<String>,
    pub(crate) privilege: String,
    /// May be handed on.
    pub(crate) grantable: bool,
    /// Empty: the whole table.
    pub(crate) columns: Vec<String>,
}
