//! The table in which another tool keeps what it applied: found, and read.

use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};

use crate::model::adopt::old_history::{OldHistory, OldRow, OldState, OldTable};
use crate::model::adopt::outside::OutsideObject;
use crate::model::adopt::tool::Tool;
use crate::model::migration::existing::RelationName;
use crate::model::outcome::failure::Failure;
use crate::model::sql::quote::Ident;
use crate::postgres::connection::fault;
use crate::postgres::runner::reader::Reader;

const OUTSIDE: &str = include_str!("sql/outside.sql");
const TABLES: &str = include_str!("sql/tables.sql");

/// The question about a tool's table; the schema and the table stand in it as `old_history.history`.
fn question(tool: Tool) -> &'static str {
    match tool {
        Tool::Atlas => include_str!("sql/atlas.sql"),
        Tool::Diesel => include_str!("sql/diesel.sql"),
        Tool::Drizzle => include_str!("sql/drizzle.sql"),
        Tool::Flyway => include_str!("sql/flyway.sql"),
        Tool::GolangMigrate => include_str!("sql/golang_migrate.sql"),
        Tool::Goose => include_str!("sql/goose.sql"),
        Tool::GraphileMigrate => include_str!("sql/graphile_migrate.sql"),
        Tool::Liquibase => include_str!("sql/liquibase.sql"),
        Tool::NodePgMigrate => include_str!("sql/node_pg_migrate.sql"),
        Tool::Prisma => include_str!("sql/prisma.sql"),
        Tool::Refinery => include_str!("sql/refinery.sql"),
        Tool::SqlMigrate => include_str!("sql/sql_migrate.sql"),
        Tool::Sqlx => include_str!("sql/sqlx.sql"),
        // Files of a pattern have a table only where a person names it: versions, as these two have them.
        Tool::Dbmate | Tool::Pop | Tool::Supabase | Tool::Pattern => include_str!("sql/versions.sql"),
        Tool::Tern => include_str!("sql/tern.sql"),
    }
}

impl Reader<'_> {
    /// The tables that have one of these names, in every schema.
    pub(crate) async fn old_tables(&self, names: &[&str]) -> Result<Vec<OldTable>, Failure> {
        let values: [(&(dyn ToSql + Sync), Type); 1] = [(&names, Type::TEXT_ARRAY)];
        let tables = async {
            let rows = self.client.query_typed(TABLES, &values).await?;
            rows.iter()
                .map(|row| {
                    let relation =
                        RelationName { schema: row.try_get("schema")?, name: row.try_get("name")? };
                    Ok(OldTable { relation, columns: row.try_get("columns")? })
                })
                .collect::<Result<Vec<_>, Error>>()
        };
        tables
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("look for the other tool's table"))
    }

    /// The roles and extensions that are there.
    pub(crate) async fn outside_objects(&self) -> Result<Vec<OutsideObject>, Failure> {
        let objects = async {
            let rows = self.client.query_typed(OUTSIDE, &[]).await?;
            rows.iter()
                .map(|row| {
                    let name = row.try_get("name")?;
                    Ok(match row.try_get::<_, Option<String>>("schema")? {
                        Some(schema) => OutsideObject::Extension { name, schema },
                        None => OutsideObject::Role(name),
                    })
                })
                .collect::<Result<Vec<_>, Error>>()
        };
        objects
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("look for roles and extensions"))
    }

    /// What a tool's table says.
    pub(crate) async fn old_history(&self, tool: Tool, table: &RelationName) -> Result<OldHistory, Failure> {
        read(self.client, tool, table)
            .await
            .map_err(|error| fault::translate(&error))
            .map_err(Failure::database("read the other tool's table"))
    }
}

/// Reads a tool's table.
pub(super) async fn read(client: &Client, tool: Tool, table: &RelationName) -> Result<OldHistory, Error> {
    let place = written(table);
    let mut rows = Vec::new();
    for row in client.query_typed(&question(tool).replace("old_history.history", &place), &[]).await? {
        let Some(state) = OldState::parse(row.try_get("state")?) else { continue };
        let Some(key) = row.try_get("key")? else { continue };
        rows.push(OldRow { key, state, applied_on: row.try_get("applied_on")? });
    }
    Ok(OldHistory { table: table.clone(), rows })
}

/// A table as a statement names it.
pub(super) fn written(table: &RelationName) -> String {
    let quoted = |name: &str| Ident::new(name).map(|ident| ident.to_string()).unwrap_or_default();
    format!("{}.{}", quoted(&table.schema), quoted(&table.name))
}
