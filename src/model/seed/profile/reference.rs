//! Another column that a generator looks at.

/// A column of the row itself, or of one that it belongs or refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// A table, a foreign key column or a pick; `None`: the row itself.
    pub(crate) table: Option<String>,
    pub(crate) column: String,
}

impl Reference {
    pub(crate) fn parse(text: &str) -> Self {
        match text.rsplit_once('.') {
            Some((table, column)) => Self { table: Some(table.to_owned()), column: column.to_owned() },
            None => Self { table: None, column: text.to_owned() },
        }
    }
}
