//! What keeps a run from using the bookkeeping tables of a database, or from beginning a history there.

use super::existing::ExistingTables;
use crate::model::outcome::code::codes;

/// Something about a table that lets somebody else's code run, or that invents or hides rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TableFlaw {
    /// The owner is nobody whom this role trusts.
    Owner,
    /// It is no ordinary table.
    Kind(&'static str),
    /// `function` says whose it is, too.
    Trigger {
        name: String,
        function: String,
    },
    Rule(String),
    Policy(String),
    RowSecurity,
    Parent(String),
    Child(String),
    ForeignKey(String),
    /// A type that is not the server's own.
    ColumnType {
        column: String,
        type_name: String,
    },
    Generated(String),
    Default(String),
    Check(String),
    Index(String),
    /// Extended statistics that call a function.
    Statistics(String),
    /// Others may write SQL into it that `seed` runs.
    Writer(String),
}

impl TableFlaw {
    /// Whether a SELECT runs nobody else's code, and shows the table's own rows.
    pub(super) fn is_safe_to_read(&self) -> bool {
        !matches!(
            self,
            Self::Kind(_) | Self::Policy(_) | Self::RowSecurity | Self::Child(_) | Self::ColumnType { .. }
        ) && !matches!(self, Self::Generated(_) | Self::Rule(_))
    }
}

/// A table that is not used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UntrustedTable {
    pub(crate) schema: String,
    pub(crate) table: String,
    pub(crate) owner: String,
    /// Never empty.
    pub(crate) flaws: Vec<TableFlaw>,
}

/// Why a database's bookkeeping cannot be gone by, or begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BookkeepingProblem {
    Untrusted(Vec<UntrustedTable>),
    /// Columns are missing that every version has.
    Malformed {
        table: String,
        missing: Vec<String>,
    },
    /// A later release made it.
    Newer {
        table: String,
        version: u32,
        known: u32,
    },
    /// There is no history in the first schema of the path, and there is one elsewhere.
    Elsewhere {
        home: String,
        schemas: Vec<String>,
    },
    Existing(ExistingTables),
    /// The role lacks rights that reading them takes; it may write nothing either.
    Unreadable(MissingRights),
}

/// What a role lacks in order to read our tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MissingRights {
    pub(crate) role: String,
    pub(crate) schema: String,
    /// USAGE on the schema is among them.
    pub(crate) lacks_usage: bool,
    /// The tables that it may not read.
    pub(crate) tables: Vec<String>,
}

codes!(BookkeepingProblem {
    Self::Untrusted(_) => "bookkeeping-untrusted" History "a bookkeeping table belongs to somebody else, or has something on it that runs code or hides rows",
    Self::Malformed { .. } => "bookkeeping-malformed" History "a bookkeeping table lacks columns that every version of it has",
    Self::Newer { .. } => "bookkeeping-newer" History "a later release of `migrate` made the bookkeeping tables",
    Self::Elsewhere { .. } => "history-elsewhere" History "another schema of the database holds a history, and `up` would begin a second one",
    Self::Existing(_) => "database-not-empty" History "the database has tables and no history, and `up` would begin one",
    Self::Unreadable(_) => "bookkeeping-not-readable" History "the role may not read the bookkeeping tables; the hint has all the grants that it lacks",
});
