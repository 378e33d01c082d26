//! The schema that holds our tables, in every statement about them, and what was found of them there.

use crate::model::migration::bookkeeping::{BookkeepingState, SEED, TableFacts, judge};
use crate::model::migration::bookkeeping_problem::{BookkeepingProblem, MissingRights};
use crate::model::migration::search_path::PathProblem;
use crate::model::outcome::failure::{ConfigProblem, Failure};
use crate::model::sql::quote::Ident;

/// The first schema of the project's path, and our tables there as the session found them. A statement names our tables
/// in the schema `bookkeeping`, which stands for this one.
#[derive(Debug, Clone)]
pub(crate) struct Bookkeeping {
    schema: Ident,
    role: String,
    /// Why the role cannot reach what is in the schema.
    barred: Option<Box<PathProblem>>,
    pub(crate) state: BookkeepingState,
}

impl Bookkeeping {
    /// Nothing is known yet of the tables.
    pub(crate) fn new(schema: Ident, role: &str, barred: Option<Box<PathProblem>>) -> Self {
        Self { schema, role: role.to_owned(), barred, state: BookkeepingState::default() }
    }

    /// Judges the tables that were found.
    pub(crate) fn judge(&mut self, tables: &[TableFacts]) {
        self.state = judge(self.schema.name(), tables);
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

    /// Refuses tables that are not to be written to.
    pub(crate) fn usable(&self) -> Result<(), Failure> {
        self.check()?;
        self.state.problem.clone().map_or(Ok(()), |problem| Err(Failure::Bookkeeping(problem)))
    }

    /// Refuses tables that are not even to be read: also those that the role has no right to read, with every right that
    /// it lacks at once. What `seed` wrote down need not be readable.
    pub(crate) fn readable(&self) -> Result<(), Failure> {
        let tables = &self.state.unreadable;
        if tables.iter().any(|table| table != SEED) {
            let (role, schema) = (self.role.clone(), self.schema().to_owned());
            let rights =
                MissingRights { role, schema, lacks_usage: self.barred.is_some(), tables: tables.clone() };
            return Err(Failure::Bookkeeping(BookkeepingProblem::Unreadable(rights)));
        }
        self.check()?;
        if self.state.is_readable { Ok(()) } else { self.usable() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_named_with_its_schema_whatever_that_is_called() {
        let statement =
            |schema| Bookkeeping::new(Ident::new(schema).unwrap(), "", None).in_place("TABLE bookkeeping.t");
        assert_eq!(statement("public"), "TABLE \"public\".t");
        assert_eq!(statement("a\"; b"), "TABLE \"a\"\"; b\".t");
    }
}
