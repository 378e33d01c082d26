//! The schema that holds our tables, in every statement about them.

use crate::model::sql::quote::Ident;

/// The first schema of the project's path. A statement names our tables in the schema `bookkeeping`, which stands for
/// this one.
#[derive(Debug, Clone)]
pub(crate) struct Bookkeeping(Ident);

impl Bookkeeping {
    pub(crate) fn new(schema: Ident) -> Self {
        Self(schema)
    }

    /// The bare name, for comparing with a catalog.
    pub(crate) fn schema(&self) -> &str {
        self.0.name()
    }

    /// A statement about our tables, as the server takes it.
    pub(crate) fn in_place(&self, statement: &str) -> String {
        statement.replace("bookkeeping.", &format!("{}.", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_named_with_its_schema_whatever_that_is_called() {
        let statement =
            |schema| Bookkeeping::new(Ident::new(schema).unwrap()).in_place("TABLE bookkeeping.t");
        assert_eq!(statement("public"), "TABLE \"public\".t");
        assert_eq!(statement("a\"; b"), "TABLE \"a\"\"; b\".t");
    }
}
