//! What a database's catalog says about some of its schemas: the facts behind a page of `docs`.

mod relation;
pub(crate) mod schemas;
pub(crate) mod sql_line;
mod table;

use crate::model::sql::qualified_name::QualifiedName;

pub(crate) use relation::{Cardinality, cardinality, marks};
pub(crate) use table::{
    Check, DocColumn, DocTable, Filling, ForeignKey, Grant, Index, KeyConstraint, KeyKind, Policy, Trigger,
};

/// Everything that is documented. Every list is in the order of the page: by schema and name, byte by
/// byte, the same whatever the server's collation is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    pub(crate) schemas: Vec<Schema>,
    pub(crate) tables: Vec<DocTable>,
    pub(crate) views: Vec<View>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) domains: Vec<Domain>,
    pub(crate) functions: Vec<Function>,
    /// The schemas with tables that are not among these, where nobody chose them.
    pub(crate) left_out: Vec<String>,
}

/// A schema that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Schema {
    pub(crate) name: String,
    /// None for the comment that every new database gives its `public`.
    pub(crate) comment: Option<String>,
    /// Whether it has tables that are neither ours nor an extension's.
    pub(crate) has_tables: bool,
}

/// A view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct View {
    pub(crate) name: QualifiedName,
    pub(crate) materialized: bool,
    /// It reads with the rights and under the policies of who asks, not of its owner.
    pub(crate) security_invoker: bool,
    pub(crate) comment: Option<String>,
    /// Never with a default.
    pub(crate) columns: Vec<DocColumn>,
    pub(crate) grants: Vec<Grant>,
}

/// An enumerated type, its labels in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enum {
    pub(crate) name: QualifiedName,
    pub(crate) labels: Vec<String>,
    pub(crate) comment: Option<String>,
}

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Domain {
    pub(crate) name: QualifiedName,
    pub(crate) base: String,
    pub(crate) not_null: bool,
    pub(crate) default: Option<String>,
    pub(crate) checks: Vec<String>,
    pub(crate) comment: Option<String>,
}

/// A function, procedure, aggregate or window function; each overload is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Function {
    pub(crate) name: QualifiedName,
    /// `function`, `procedure`, `aggregate` or `window function`.
    pub(crate) kind: String,
    /// Names, types and defaults, as SQL.
    pub(crate) arguments: String,
    /// None for a procedure.
    pub(crate) returns: Option<String>,
    pub(crate) language: String,
    /// `immutable`, `stable` or `volatile`.
    pub(crate) volatility: String,
    /// It runs with the rights of its owner.
    pub(crate) security_definer: bool,
    pub(crate) comment: Option<String>,
}

impl Docs {
    /// Whether there is nothing in the chosen schemas.
    pub(crate) fn is_empty(&self) -> bool {
        self.tables.is_empty()
            && self.views.is_empty()
            && self.enums.is_empty()
            && self.domains.is_empty()
            && self.functions.is_empty()
    }
}
