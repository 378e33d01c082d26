//! What the catalog says about some schemas: one question per kind of thing, all of them asked in one
//! flush. Reads the catalog only, so that any role that may connect can ask.

mod objects;
mod relations;
mod table_parts;

use tokio_postgres::types::Type;
use tokio_postgres::{Client, Error, Row};

use super::connection::fault;
use super::runner::reader::Reader;
use super::runner::snapshot::Snapshot;
use super::runner::{history, settings};
use crate::model::docs::{Docs, Schema};
use crate::model::migration::search_path::SearchPath;
use crate::model::outcome::failure::Failure;
use crate::postgres::catalog::SETTINGS;
use relations::Relations;

const SCHEMAS: &str = include_str!("sql/schemas.sql");
const TABLES: &str = include_str!("sql/tables.sql");
const VIEWS: &str = include_str!("sql/views.sql");
const ENUMS: &str = include_str!("sql/enums.sql");
const DOMAINS: &str = include_str!("sql/domains.sql");
const FUNCTIONS: &str = include_str!("sql/functions.sql");

impl Reader<'_> {
    /// Every schema that could be documented.
    pub(crate) async fn schemas(&self) -> Result<Vec<Schema>, Failure> {
        schemas(self.client)
            .await
            .map_err(|error| Failure::Database { doing: "read the catalog", fault: fault::translate(&error) })
    }
}

impl Snapshot {
    /// What the catalog says about some schemas, with names as the project's scripts write them. The settings of the
    /// transaction are changed.
    pub(crate) async fn docs(&self, schemas: Vec<Schema>) -> Result<Docs, Failure> {
        read(self.client(), schemas, &self.path().written)
            .await
            .map_err(|error| Failure::Database { doing: "read the catalog", fault: fault::translate(&error) })
    }
}

/// Every schema that could be documented.
async fn schemas(client: &Client) -> Result<Vec<Schema>, Error> {
    let schema = |row: &Row| {
        Ok(Schema {
            name: row.try_get("name")?,
            comment: row.try_get("comment")?,
            has_tables: row.try_get("has_tables")?,
        })
    };
    let bookkeeping = history::NAMES.as_slice();
    client.query_typed(SCHEMAS, &[(&bookkeeping, Type::TEXT_ARRAY)]).await?.iter().map(schema).collect()
}

/// Everything in the given schemas, without our own tables. Inside a transaction: its settings are
/// changed until it ends.
async fn read(client: &Client, schemas: Vec<Schema>, path: &SearchPath) -> Result<Docs, Error> {
    client.batch_execute(&format!("{SETTINGS}{}", settings::project_path(path))).await?;
    let names: Vec<&str> = schemas.iter().map(|schema| schema.name.as_str()).collect();
    let bookkeeping = history::NAMES.as_slice();
    let in_schemas = |question| objects::query_schemas(client, question, &names);
    let (tables, views, enums, domains, functions) = tokio::try_join!(
        biased;
        async {
            client.query_typed(TABLES, &[(&names, Type::TEXT_ARRAY), (&bookkeeping, Type::TEXT_ARRAY)]).await
        },
        in_schemas(VIEWS),
        in_schemas(ENUMS),
        in_schemas(DOMAINS),
        in_schemas(FUNCTIONS)
    )?;
    let mut relations = Relations::of(&tables, &views)?;
    relations.fill(client).await?;
    let (tables, views) = relations.into_parts();
    Ok(Docs {
        tables,
        views,
        enums: enums.iter().map(objects::enumeration).collect::<Result<_, _>>()?,
        domains: domains.iter().map(objects::domain).collect::<Result<_, _>>()?,
        functions: functions.iter().map(objects::function).collect::<Result<_, _>>()?,
        schemas,
        left_out: Vec::new(),
    })
}
