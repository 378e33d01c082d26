//! What the catalog says of the tables that are seeded.

use crate::model::sql::qualified_name::QualifiedName;
use serde::{Deserialize, Serialize};

/// All tables of the profile, and what they refer to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Catalog {
    pub(crate) tables: Vec<CatalogTable>,
}

/// A table, partitioned or not; partitions are its leaves and stand not for themselves.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CatalogTable {
    pub(crate) oid: u32,
    #[serde(flatten)]
    pub(crate) name: QualifiedName,
    /// In the order of the table, without dropped ones.
    pub(crate) columns: Vec<CatalogColumn>,
    /// By name.
    pub(crate) foreign_keys: Vec<ForeignKey>,
    /// The primary key first; unique constraints and unique indexes over plain columns.
    pub(crate) keys: Vec<UniqueKey>,
    /// By name; those of the table alone, not of domains.
    pub(crate) checks: Vec<Check>,
    /// The column that the table is partitioned by, where it is by the range of one column.
    pub(crate) partition_column: Option<String>,
    /// What a row has to fulfil to have a partition, as an expression. `None`: not a partitioned table.
    #[serde(default)]
    pub(crate) partition_rule: Option<String>,
    /// The columns that it speaks of.
    #[serde(default)]
    pub(crate) partition_keys: Vec<String>,
    /// The partitions that hold rows, by their lower bound. Empty for an ordinary table.
    pub(crate) leaves: Vec<Leaf>,
}

/// A column.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CatalogColumn {
    pub(crate) name: String,
    /// As `format_type` writes it, with its modifier; of a domain, the domain's name.
    pub(crate) type_name: String,
    /// As `format_type` writes it without a modifier; of a domain, the type below it.
    pub(crate) base_type: String,
    /// Characters that `varchar(n)` or `char(n)` take; `None`: no limit.
    pub(crate) max_chars: Option<u32>,
    /// `numeric(p, s)`.
    pub(crate) precision: Option<(u32, u32)>,
    /// Of an enum, in their order.
    pub(crate) labels: Vec<String>,
    pub(crate) not_null: bool,
    pub(crate) filled: ColumnDefault,
    /// The expression of its default, as `pg_get_expr` writes it; of a generated column, what generates it.
    pub(crate) default: Option<String>,
    /// Of a generated column, the columns that it is made of.
    #[serde(default)]
    pub(crate) inputs: Vec<String>,
    /// The CHECK constraints of its domains, as `pg_get_constraintdef` writes them, about `VALUE`.
    pub(crate) domain_checks: Vec<String>,
}

/// What the server puts into a column that is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ColumnDefault {
    /// NULL.
    Nothing,
    /// A constant.
    Constant,
    /// Something that is another at each call or time: a sequence, `now()`, a function.
    Changing,
    /// `GENERATED .. AS IDENTITY`, of either kind; COPY may give it.
    Identity,
    /// A generated column, which cannot be given.
    Generated,
}

/// A foreign key.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ForeignKey {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    /// The OID of the table that it refers to.
    pub(crate) target: u32,
    pub(crate) target_columns: Vec<String>,
    /// It may be checked at the end of the transaction.
    #[serde(default)]
    pub(crate) is_deferrable: bool,
}

/// A primary key, a unique constraint or a unique index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct UniqueKey {
    pub(crate) name: String,
    pub(crate) columns: Vec<String>,
    pub(crate) is_primary: bool,
    /// It holds for some rows alone: that of a partial index.
    #[serde(default)]
    pub(crate) is_partial: bool,
}

/// A CHECK constraint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Check {
    pub(crate) name: String,
    /// As `pg_get_expr` writes it.
    pub(crate) expression: String,
    pub(crate) columns: Vec<String>,
}

/// A partition that holds rows, from its lower bound up to its upper one and without it. Microseconds since
/// 1970 in UTC, for every type of column; the smallest and the largest number where there is no bound.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Leaf {
    pub(crate) oid: u32,
    #[serde(flatten)]
    pub(crate) name: QualifiedName,
    pub(crate) from: i64,
    pub(crate) to: i64,
}
