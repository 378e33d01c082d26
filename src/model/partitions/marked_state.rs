//! What a table was when it was marked, and what has become of it: a table that somebody reclaimed is not dropped.

use serde::{Deserialize, Serialize};

use crate::model::sql::qualified_name::{QualifiedName, as_pair};

/// What a table is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TableIdentity {
    pub(crate) oid: u32,
    #[serde(with = "as_pair")]
    pub(crate) table: QualifiedName,
    /// Changes whenever the table itself is changed: its name, columns, rights, storage, and whether it is a partition.
    /// VACUUM and ANALYZE change nothing.
    pub(crate) definition: String,
    /// The server's major version: an upgrade rewrites every definition.
    pub(crate) major: i32,
}

/// The same with its rows, which nobody reaches but its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MarkedState {
    #[serde(flatten)]
    pub(crate) identity: TableIdentity,
    pub(crate) rows: i64,
    /// The transaction that marked it: whatever was written later was written by somebody else.
    pub(crate) transaction: i64,
}

/// What somebody did to a table after it was marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableChange {
    Renamed,
    Moved,
    /// Its definition is another one, or it was a partition again in between.
    Altered,
    /// It was restored from a dump, or created again.
    Replaced,
    /// Rows came, went or changed.
    Written,
}

impl MarkedState {
    /// What is different, as far as the catalog shows it.
    pub(crate) fn change(&self, now: &TableIdentity) -> Option<TableChange> {
        let was = &self.identity;
        if was.oid != now.oid {
            Some(TableChange::Replaced)
        } else if was.table.schema != now.table.schema {
            Some(TableChange::Moved)
        } else if was.table.name != now.table.name {
            Some(TableChange::Renamed)
        } else if was.major == now.major && was.definition != now.definition {
            Some(TableChange::Altered)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_was_done_to_a_table_shows() {
        let identity = TableIdentity {
            oid: 7,
            table: QualifiedName::new("public", "log_2024_01"),
            definition: "100".to_owned(),
            major: 15,
        };
        let state = MarkedState { identity: identity.clone(), rows: 3, transaction: 200 };
        let named =
            |schema, name| TableIdentity { table: QualifiedName::new(schema, name), ..identity.clone() };
        assert_eq!(state.change(&identity), None);
        assert_eq!(state.change(&named("keep", "log_2024_01")), Some(TableChange::Moved));
        assert_eq!(state.change(&named("public", "precious")), Some(TableChange::Renamed));
        let altered = TableIdentity { definition: "101".to_owned(), ..identity.clone() };
        assert_eq!(state.change(&altered), Some(TableChange::Altered));
        assert_eq!(state.change(&TableIdentity { major: 16, ..altered }), None, "the server was upgraded");
        assert_eq!(state.change(&TableIdentity { oid: 8, ..identity }), Some(TableChange::Replaced));
    }
}
