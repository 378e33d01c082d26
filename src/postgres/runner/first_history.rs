//! Where a first history would begin: is there another one, and whose are the tables that are there.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use super::bookkeeping::Bookkeeping;
use super::reader::Reader;
use crate::model::migration::bookkeeping::NAMES;
use crate::model::migration::bookkeeping_problem::BookkeepingProblem;
use crate::model::migration::existing::{RelationName, ToolTable, histories, in_the_way, tool_tables};
use crate::model::migration::project::{Consent, Existing};
use crate::model::outcome::failure::Failure;
use crate::postgres::connection::fault;

const EXISTING: &str = include_str!("sql/existing_tables.sql");

impl Bookkeeping {
    /// Whether a first history may begin in this schema. Asks nothing where there is one. `is_chosen` is whether the
    /// path was chosen for this run or this project, and is not only the login's usual one.
    pub(crate) async fn may_begin(
        &self,
        client: &Client,
        consent: &Consent,
        is_chosen: bool,
    ) -> Result<(), Failure> {
        if self.state.width.is_some() {
            return Ok(());
        }
        let refused = |problem| Err(Failure::Bookkeeping(problem));
        if !self.state.elsewhere.is_empty() && !is_chosen && !consent.new_history {
            let (home, schemas) = (self.schema().to_owned(), self.state.elsewhere.clone());
            return refused(BookkeepingProblem::Elsewhere { home, schemas });
        }
        if consent.existing == Existing::Allow {
            return Ok(());
        }
        let (in_home, tools) = existing(client, self.schema())
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("look for tables that are there already"))?;
        in_the_way(self.schema(), &in_home, &tools)
            .map_or(Ok(()), |existing| refused(BookkeepingProblem::Existing(existing)))
    }
}

impl Reader<'_> {
    /// The tables of the whole database in which other tools keep what they applied.
    pub(crate) async fn histories_of_tools(&self) -> Result<Vec<ToolTable>, Failure> {
        let (_, tools) = existing(self.client, self.bookkeeping.schema())
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("look for tables that are there already"))?;
        Ok(histories(&tools))
    }
}

/// The tables of a schema, without ours, and the tables of the database that are called like other tools' tables.
async fn existing(client: &Client, schema: &str) -> Result<(Vec<String>, Vec<RelationName>), Error> {
    let (ours, tools) = (NAMES.as_slice(), tool_tables());
    let values: [(&(dyn ToSql + Sync), Type); 3] =
        [(&schema, Type::TEXT), (&ours, Type::TEXT_ARRAY), (&tools, Type::TEXT_ARRAY)];
    let (mut in_home, mut called_like) = (Vec::new(), Vec::new());
    for row in client.query_typed(EXISTING, &values).await? {
        let name: String = row.try_get("name")?;
        if row.try_get("at_home")? {
            in_home.push(name.clone());
        }
        if tools.contains(&name.as_str()) {
            called_like.push(RelationName { schema: row.try_get("schema")?, name });
        }
    }
    Ok((in_home, called_like))
}
