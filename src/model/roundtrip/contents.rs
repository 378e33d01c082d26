//! What a database holds beside its schema: tables with their columns, sequences, and the sums over them.

use std::collections::BTreeMap;

use crate::model::sql::qualified_name::QualifiedName;

/// The tables and sequences of a database.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layout {
    /// The largest first.
    pub(crate) tables: Vec<ContentTable>,
    pub(crate) sequences: Vec<Sequence>,
    /// What nobody can compare.
    pub(crate) hidden: Option<Hidden>,
    /// Where each table is among them.
    places: BTreeMap<QualifiedName, usize>,
}

/// Tables whose rows row-level security hides from the role that compares them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hidden {
    pub(crate) role: String,
    /// Their names with their schemas.
    pub(crate) tables: Vec<String>,
}

/// A table, partitioned or not, but not a partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContentTable {
    pub(crate) name: QualifiedName,
    pub(crate) is_partitioned: bool,
    /// Row-level security is forced on the role that compares it, which owns it.
    pub(crate) is_forced: bool,
    /// The columns of its primary key.
    pub(crate) key: Vec<String>,
    /// By name.
    pub(crate) columns: Vec<HashedColumn>,
    /// The same as long as no row is written; `None` where that is not known.
    pub(crate) stamp: Option<String>,
}

/// A column, and how its values are hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HashedColumn {
    pub(crate) name: String,
    /// Without its length or precision.
    pub(crate) type_of: String,
    /// Its type has no hash of its own, or one that takes different values for equal.
    pub(crate) as_text: bool,
}

/// A sequence and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sequence {
    pub(crate) name: QualifiedName,
    /// The column that it belongs to.
    pub(crate) owner: Option<OwnerColumn>,
    pub(crate) increment: i64,
    /// The value that it gives next.
    pub(crate) next: i128,
}

/// A column of a table in the schema of its sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnerColumn {
    pub(crate) table: String,
    pub(crate) column: String,
}

/// Columns of a table over which sums are taken, in sets.
#[derive(Debug, Clone)]
pub(crate) struct SumRequest {
    pub(crate) table: ContentTable,
    pub(crate) sets: Vec<Vec<HashedColumn>>,
}

/// What a table holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) rows: u64,
    /// One for each set that was asked for.
    pub(crate) sets: Vec<Sum>,
}

/// What the hashes of all rows, 64 bits each, add up to, and in how many rows any of the columns has a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) content: String,
    pub(crate) filled: u64,
}

impl Layout {
    /// Tables, the largest first, and sequences.
    pub(crate) fn new(tables: Vec<ContentTable>, sequences: Vec<Sequence>, hidden: Option<Hidden>) -> Self {
        let places = tables.iter().enumerate().map(|(place, table)| (table.name.clone(), place)).collect();
        Self { tables, sequences, hidden, places }
    }

    /// A table by its name.
    pub(crate) fn table(&self, like: &ContentTable) -> Option<&ContentTable> {
        self.tables.get(*self.places.get(&like.name)?)
    }
}

impl ContentTable {
    /// A column by its name.
    pub(crate) fn column(&self, name: &str) -> Option<&HashedColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}
