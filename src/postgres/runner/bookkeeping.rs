//! The schema that holds our tables, in every statement about them.

use crate::model::migration::search_path::PathProblem;
use crate::model::outcome::failure::{ConfigProblem, Failure};
use crate::model::sql::quote::Ident;

/// The first schema of the project's path. A statement names our tables in the schema `bookkeeping`, which stands for
/// this one.
#[derive(Debug, Clone)]
pub(crate) struct Bookkeeping {
    schema: Ident,
    /// Why the role cannot reach what is in the schema.
    barred: Option<Box<PathProblem>>,
}

impl Bookkeeping {
    pub(crate) fn new(schema: Ident, barred: Option<Box<PathProblem>>) -> Self {
        Self { schema, barred }
    }

    /// Fails where the role may not use the schema: what is in it would look as if it were not there.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match &self.barred {
            None => Ok(()),
            Some(problem) => Err(Failure::Config(ConfigProblem::SearchPath(problem.as_ref().clone()))),
        }
    }

    /// The bare name, for comparing with a catalog.
    pub(crate) fn schema(&self) -> &str {
        self.schema.name()
    }

    /// A statement about our tables, as the server takes it.
    pub(crate) fn in_place(&self, statement: &str) -> String {
        statement.replace("bookkeeping.", &format!("{}.", self.schema))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_named_with_its_schema_whatever_that_is_called() {
        let statement =
            |schema| Bookkeeping::new(Ident::new(schema).unwrap(), None).in_place("TABLE bookkeeping.t");
        assert_eq!(statement("public"), "TABLE \"public\".t");
        assert_eq!(statement("a\"; b"), "TABLE \"a\"\"; b\".t");
    }
}
