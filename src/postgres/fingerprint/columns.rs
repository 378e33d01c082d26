//! The columns of the relations, by number: what they are called, and what else is written with their names.

use std::collections::HashMap;

use tokio_postgres::{Error, Row};

/// A column of a table or view.
pub(super) struct RelationColumn {
    number: i16,
    /// Quoted.
    pub(super) name: String,
    pub(super) type_of: u32,
    pub(super) collation_of: u32,
}

/// The columns of each relation, in their order.
#[derive(Default)]
pub(super) struct Columns(HashMap<u32, Vec<RelationColumn>>);

impl Columns {
    pub(super) fn of(rows: &[Row]) -> Result<Self, Error> {
        let mut columns = Self::default();
        for row in rows {
            columns.0.entry(row.try_get("relation")?).or_default().push(RelationColumn {
                number: row.try_get("number")?,
                name: row.try_get("name")?,
                type_of: row.try_get("type of")?,
                collation_of: row.try_get("collation of")?,
            });
        }
        for list in columns.0.values_mut() {
            list.sort_unstable_by_key(|column| column.number);
        }
        Ok(columns)
    }

    pub(super) fn get(&self, relation: u32, number: i16) -> Option<&RelationColumn> {
        let list = self.0.get(&relation)?;
        list.binary_search_by_key(&number, |column| column.number).ok().map(|at| &list[at])
    }

    /// The names of a relation's columns in their order, a line each; `None` for what has none.
    pub(super) fn list(&self, relation: u32) -> Option<String> {
        let names = self.0.get(&relation)?.iter().map(|column| column.name.as_str());
        Some(names.collect::<Vec<&str>>().join("\n"))
    }
}
