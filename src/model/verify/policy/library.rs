//! What the catalog says about everything that expressions refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::families::{self, Family};
use super::tree::{Expr, Query};

/// OIDs from here on are not the server's own.
pub(crate) const FIRST_MADE: u32 = 16_384;

/// Functions, operators, types, tables and views, by their OIDs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Library {
    pub(crate) routines: BTreeMap<u32, Routine>,
    pub(crate) operators: BTreeMap<u32, Operator>,
    /// Types, by schema and name.
    pub(crate) types: Vec<(String, String, u32)>,
    /// Tables and views, by schema and name.
    pub(crate) relations: Vec<(String, String, u32)>,
    /// Casts that somebody made: from a type to a type.
    pub(crate) casts: BTreeSet<(u32, u32)>,
    /// Domains and what they stand for in the end.
    pub(crate) domains: BTreeMap<u32, u32>,
    /// Collations by which texts can be equal that differ.
    pub(crate) loose_collations: BTreeSet<u32>,
    pub(crate) columns: BTreeMap<u32, Vec<Column>>,
    /// The unique keys of tables: the numbers of their columns.
    pub(crate) keys: BTreeMap<u32, Vec<Vec<i16>>>,
    pub(crate) ties: Vec<KeyTie>,
    pub(crate) views: BTreeMap<u32, View>,
}

/// A function.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "attributes of a function that do not exclude one another")]
pub(crate) struct Routine {
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) arguments: Vec<u32>,
    /// The names of its arguments; empty where they have none.
    pub(crate) argument_names: Vec<String>,
    pub(crate) kind: u32,
    pub(crate) is_set: bool,
    pub(crate) is_strict: bool,
    pub(crate) is_volatile: bool,
    pub(crate) is_definer: bool,
    /// What it computes, where it is written in SQL and consists of one query.
    pub(crate) body: Option<Query>,
}

/// An operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) schema: String,
    pub(crate) name: String,
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) kind: u32,
    /// Its function.
    pub(crate) routine: u32,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) number: i16,
    pub(crate) name: String,
    pub(crate) kind: u32,
    pub(crate) not_null: bool,
    pub(crate) collation: u32,
}

/// A foreign key: which columns lead to which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyTie {
    pub(crate) table: u32,
    pub(crate) target: u32,
    pub(crate) pairs: Vec<(i16, i16)>,
}

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) query: Query,
    /// It reads with the rights of whoever asks.
    pub(crate) invoker: bool,
}

impl Library {
    /// The family of a type or of what a domain stands for.
    pub(crate) fn family(&self, kind: u32) -> Family {
        families::family(self.domains.get(&kind).copied().unwrap_or(kind))
    }

    /// A column of a table.
    pub(crate) fn column(&self, table: u32, number: i16) -> Option<&Column> {
        self.columns.get(&table)?.iter().find(|column| column.number == number)
    }

    /// A column's name, as far as it is known.
    pub(crate) fn column_name(&self, table: u32, number: i16) -> String {
        self.column(table, number).map_or_else(|| number.to_string(), |column| column.name.clone())
    }

    /// Whether values that an operator calls equal are the same value: an equality of the server's own, of a type
    /// without several spellings of a value, by a collation that tells all texts apart. `false` for `<>` as well.
    pub(crate) fn is_identity(&self, operator: u32, collation: u32) -> bool {
        self.compares(operator, collation, "=")
    }

    /// Whether an operator is the opposite of one that [`Library::is_identity`] is about.
    pub(crate) fn is_difference(&self, operator: u32, collation: u32) -> bool {
        self.compares(operator, collation, "<>")
    }

    fn compares(&self, operator: u32, collation: u32, name: &str) -> bool {
        /// `oid`, `name`, `date`, `timestamp`, `timestamptz`, `anyenum`, `numeric`.
        const EXACT: [u32; 7] = [26, 19, 1082, 1114, 1184, 3500, families::NUMERIC];
        let is_exact = |kind| match families::family(kind) {
            Family::Other(kind) => EXACT.contains(&kind),
            _ => true,
        };
        operator < FIRST_MADE
            && !self.loose_collations.contains(&collation)
            && self.operators.get(&operator).is_some_and(|operator| {
                operator.name == name && is_exact(operator.left) && is_exact(operator.right)
            })
    }

    /// Whether an expression yields an array, by its type.
    pub(crate) fn is_array(&self, expression: &Expr) -> bool {
        let kind = match expression {
            Expr::Call { kind, .. } | Expr::Convert { kind, .. } | Expr::Relabel { kind, .. } => *kind,
            Expr::Array(_) | Expr::Collected(_) => return true,
            _ => return false,
        };
        self.types.iter().any(|(_, name, oid)| *oid == kind && name.starts_with('_'))
    }

    /// Whether a function is the server's own and has this name.
    pub(crate) fn is_built_in(&self, routine: u32, name: &str) -> bool {
        routine < FIRST_MADE && self.routines.get(&routine).is_some_and(|routine| routine.name == name)
    }
}
